using MicroGrad.Simd;

// What a process does from its start to its first gradient and no more, so that the time until the line it prints is the cost of starting.
switch (args)
{
    case ["hello"]:
        Console.WriteLine("no gradient");
        return 0;
    case ["scalar"]:
        Console.WriteLine(Scalar());
        return 0;
    case ["tensor"]:
        Console.WriteLine(Tensor());
        return 0;
    default:
        Console.Error.WriteLine("Usage: MicroGrad.Simd.FirstGradient hello|scalar|tensor");
        return 2;
}

static double Scalar()
{
    var tape = new ValueTape<double>();
    Value<double> x = tape.Variable(2.0), y = x * x + x.Sin();
    y.Backward();
    return x.Grad;
}

static float Tensor()
{
    var tape = new TensorTape<float>();
    Tensor<float> x = tape.Variable([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f], [2, 3]);
    x.MatMul(x.Transpose()).Tanh().Sum().Backward();
    return x.Grad[0];
}
