using MicroGrad.Simd.Peers;
using MicroGrad.Simd.Peers.Workers;

return args is [Worker.Verb, .. var rest] ? Worker.Serve(rest) : CommandLine.Invoke(args, Console.Out, Console.Error);
