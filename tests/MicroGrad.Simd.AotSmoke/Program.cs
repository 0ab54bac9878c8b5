using MicroGrad.Simd;
using MicroGrad.Simd.Nn;

// Published native and run by the gate: both engines must work where no JIT is there to help them.
var checks = new List<(string Name, bool Passed)>();

var scalars = new ValueTape<double>();
Value<double> x = scalars.Variable(0.6);
Value<double> y = x.Cos().Sin();
y.Backward();
checks.Add(("sin(cos 0.6) and its gradient", Math.Abs(y.Data - 0.7347754747082689) < 1e-15 && Math.Abs(x.Grad + 0.3830028632421537) < 1e-15));

var moons = new MoonsDataset(200, 0.1, seed: 1);
float[] points = moons.PointsAs<float>();
var network = new Mlp<float>([2, 16, 16, 2], Activation.Relu, new Random(1));
var optimizer = new Sgd<float>(network.Parameters, 0.9f);
using var tape = new TensorTape<float>();
double accuracy = 0;
long allocated = 0;
for (int step = 0; step < 200; step++)
{
    long before = GC.GetAllocatedBytesForCurrentThread();
    tape.Reset();
    optimizer.ZeroGrad();
    Tensor<float> logits = network.Forward(tape.Constant(points, [moons.Count, 2]));
    Tensor<float> loss = Loss.LogitCrossEntropy(logits, moons.Classes);
    loss.Backward();
    optimizer.Step();
    accuracy = Accuracy.Of(logits.Data, moons.Classes);
    if (step >= 100) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
}

checks.Add(($"moons reach {accuracy:P0}", accuracy == 1));
checks.Add(($"a warm step allocates {allocated / 100} bytes", allocated == 0));

using var doubles = new TensorTape<double>();
Tensor<double> v = doubles.Variable([0.1, -0.2, 0.3, 0.4, 0.5, -0.6], [2, 3]);
Tensor<double> z = (v.Softmax() * v.Transpose().Reshape([2, 3]).Tanh() + v.MatMul(v.Transpose()).Sum(0).Slice(0, 0, 1).Exp()).Max(1).Mean();
z.Backward();
checks.Add(("a graph of double tensors has a finite gradient", v.Grad.ToArray().All(double.IsFinite)));

foreach ((string name, bool passed) in checks) Console.WriteLine($"{(passed ? "passed" : "FAILED")}  {name}");
return checks.All(check => check.Passed) ? 0 : 1;
