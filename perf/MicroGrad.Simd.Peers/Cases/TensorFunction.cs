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

    public Case Of<T>(string group, string size, params int[] extents) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = (Func<Tensor<T>, Parameter<T>, Tensor<T>>)(object)(typeof(T) == typeof(float) ? Single : Double);
        int count = extents.Aggregate((product, extent) => product * extent);
        T[] Inputs(int seed) => Numbers.Uniform<T>(count, seed, Low, 4);
        return new(group, $"{Name} {Element.Name<T>()} {size}", threads => Ours(function, extents, Inputs(1), Inputs(2), threads))
        {
            Torch = () => Libtorch(extents, Inputs(1), Inputs(2)),
        };
    }

    private static Work Ours<T>(Func<Tensor<T>, Parameter<T>, Tensor<T>> function, int[] extents, T[] a, T[] b, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = new TensorTape<T> { Threads = threads };
        Parameter<T> left = new("a", Shape.Create(extents), a), right = new("b", Shape.Create(extents), b);
        Tensor<T> y = default;
        return new(Run, () => Element.Probe(y));

        void Run()
        {
            tape.Reset();
            using (tape.NoGradient()) y = function(tape.Track(left), right);
        }
    }

    private Work Libtorch<T>(int[] extents, T[] a, T[] b)
    {
        long[] shape = [.. extents];
        torch.Tensor left = torch.from_array(a).reshape(shape), right = torch.from_array(b).reshape(shape);
        return new(() => Torch(left, right).Dispose(), Probe);

        double Probe()
        {
            using torch.Tensor y = Torch(left, right);
            return Element.Probe(y);
        }
    }
}
