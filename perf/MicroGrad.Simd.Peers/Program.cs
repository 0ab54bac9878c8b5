using MicroGrad.Simd.Peers;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Workers;

return args switch
{
    [Worker.Verb, .. var rest] => Worker.Serve(rest),
    [FirstGradient.Verb] => FirstGradient.Print(),
    _ => CommandLine.Invoke(args, Console.Out, Console.Error),
};
