namespace MicroGrad.Simd.Testing.Graphs;

/// <summary>The inputs that another source has made, each number moved a little.</summary>
internal sealed class NearInputs(TensorTape<double> tape, NewInputs made) : InputSource<double>
{
    private int _next;

    public override Tensor<double> Next(Shape shape, Values values)
    {
        var random = new Random(_next);
        double[] near = Array.ConvertAll(made.Made[_next++].Values, x => x + Scaling.Nearby * (random.Next(2) * 2 - 1));
        return tape.Constant(near, shape);
    }
}
