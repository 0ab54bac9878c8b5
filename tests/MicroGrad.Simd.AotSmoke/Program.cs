using System.Numerics;
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

static TNumber Bell<TNumber>(TNumber at) where TNumber : IFloatingPointIeee754<TNumber> => TNumber.Exp(-at * at);
double bell = Math.Exp(-0.36), second = Autodiff.Derivative<double>(Bell, 0.6, order: 2);
Dual<Dual<double>> nested = Bell(new Dual<Dual<double>>(new(0.6, 1), 1));
checks.Add(("generic math in forward, reverse and nested modes", Math.Abs(second - (4 * 0.36 - 2) * bell) < 1e-14 && Math.Abs(nested.Tangent.Tangent - second) < 1e-14));

var program = ValueProgram<double>.Record(2, inputs => inputs[0] < inputs[1] ? Bell(inputs[0]) * inputs[1] : inputs[0] * inputs[0], at: [0.1, 0.2]);
double[] scenarios = [.. Enumerable.Range(0, 1000).Select(i => i * 0.001), .. Enumerable.Repeat(0.75, 1000)], outputs = new double[1000], gradients = new double[2000];
int retraced = program.Evaluate(scenarios, outputs, gradients);
bool right = Enumerable.Range(0, 1000).All(i => Math.Abs(gradients[i] - (i < 750 ? -2 * scenarios[i] * outputs[i] : 2 * scenarios[i])) < 1e-14);
checks.Add(($"a program of 1000 scenarios, {retraced} of them re-traced", right && retraced == 250));

foreach ((string name, bool passed) in checks) Console.WriteLine($"{(passed ? "passed" : "FAILED")}  {name}");
return checks.All(check => check.Passed) ? 0 : 1;
