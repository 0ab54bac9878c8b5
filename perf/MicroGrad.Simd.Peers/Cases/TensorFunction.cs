namespace MicroGrad.Simd.Peers.Cases;

/// <summary>A function of one or two tensors as each library's users write it, forward only.</summary>
/// <remarks>
/// Ours writes into the tape's buffer, which is the same memory at every run. TorchSharp has no form that writes into a tensor of the
/// caller's (in place would feed the function its own results), so libtorch makes a tensor and frees it; its allocator then hands out the
/// same memory again, so this is existing memory too. Neither side records anything for a backward pass.
/// </remarks>
internal sealed record TensorFunction(
    string Name,
    Func<Tensor<float>, Parameter<float>, Tensor<float>> Single,
    Func<Tensor<double>, Parameter<double>, Tensor<double>> Double,
    Func<torch.Tensor, torch.Tensor, torch.Tensor> Torch)
{
    /// <summary>The inputs are uniform on [<see cref="Low"/>, 4).</summary>
    public double Low { get; init; } = -4;

    /// <summary>The second operand is one row, as long as the last axis, and is used; otherwise it has the shape of the first.</summary>
    public bool RightIsRow { get; init; }

    public Case Of<T>(string group, string size, params int[] extents) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = (Func<Tensor<T>, Parameter<T>, Tensor<T>>)(object)(typeof(T) == typeof(float) ? Single : Double);
        return new(group, $"{Name} {Element.Name<T>()} {size}", threads => Ours(function, Left<T>(extents), Right<T>(extents), threads))
        {
            Torch = () => Libtorch(Libtorch(Left<T>(extents)), Libtorch(Right<T>(extents))),
        };
    }

    public Parameter<T> Left<T>(int[] extents) where T : unmanaged, IFloatingPointIeee754<T> => Operand<T>("left", seed: 1, extents);

    public Parameter<T> Right<T>(int[] extents) where T : unmanaged, IFloatingPointIeee754<T> =>
        Operand<T>("right", seed: 2, RightIsRow ? extents[^1..] : extents);

    /// <summary>The same numbers as a tensor of libtorch.</summary>
    public static torch.Tensor Libtorch<T>(Parameter<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
        torch.from_array(values.Data.ToArray()).reshape([.. values.Shape.Extents.ToArray().Select(extent => (long)extent)]);

    private static Work Ours<T>(Func<Tensor<T>, Parameter<T>, Tensor<T>> function, Parameter<T> left, Parameter<T> right, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = new TensorTape<T> { Threads = threads };
        Tensor<T> y = default;
        return new(Run, () => Element.Probe(y));

        void Run()
        {
            tape.Reset();
            using (tape.NoGradient()) y = function(tape.Track(left), right);
        }
    }

    private Work Libtorch(torch.Tensor left, torch.Tensor right)
    {
        return new(() => Torch(left, right).Dispose(), Probe);

        double Probe()
        {
            using torch.Tensor y = Torch(left, right);
            return Element.Probe(y);
        }
    }

    private Parameter<T> Operand<T>(string name, int seed, int[] extents) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shape shape = Shape.Create(extents);
        return new(name, shape, Numbers.Uniform<T>(shape.ElementCount, seed, Low, 4));
    }
}
