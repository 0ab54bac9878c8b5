namespace MicroGrad.Simd.Peers.Cases;

/// <summary>A function of tensors and the gradient of its operands under a given upstream gradient: recorded, swept, forgotten.</summary>
/// <remarks>Ours adds to gradients that it has cleared; libtorch's <c>grad</c> makes new ones, which is the fastest that it offers.</remarks>
internal static class TensorGradient
{
    public static Case Of(TensorFunction function, string size, params int[] extents) =>
        new("forward and backward", $"{function.Name} gradient float {size}", threads => Ours(function, extents, threads))
        {
            Torch = () => Libtorch(function, extents),
        };

    private static Work Ours(TensorFunction function, int[] extents, int threads)
    {
        var tape = new TensorTape<float> { Threads = threads };
        Parameter<float> left = function.Left<float>(extents), right = function.Right<float>(extents);
        float[] upstream = Upstream(left.Shape.ElementCount);
        return new(Run, () => left.Grad[Numbers.ProbeIndex(upstream.Length)]);

        void Run()
        {
            tape.Reset();
            left.ZeroGrad();
            right.ZeroGrad();
            function.Single(tape.Track(left), right).Backward(upstream);
        }
    }

    private static Work Libtorch(TensorFunction function, int[] extents)
    {
        torch.Tensor left = Leaf(function.Left<float>(extents)), right = Leaf(function.Right<float>(extents));
        torch.Tensor upstream = torch.from_array(Upstream((int)left.NumberOfElements)).reshape(left.shape);
        torch.Tensor[] leaves = function.RightIsRow ? [left, right] : [left];
        return new(
            () =>
            {
                using DisposeScope scope = torch.NewDisposeScope();
                Gradients();
            },
            () =>
            {
                using DisposeScope scope = torch.NewDisposeScope();
                return Element.Probe(Gradients()[0]);
            });

        IList<torch.Tensor> Gradients() => torch.autograd.grad([function.Torch(left, right)], leaves, [upstream]);
    }

    private static torch.Tensor Leaf(Parameter<float> values) => TensorFunction.Libtorch(values).requires_grad_();

    private static float[] Upstream(int count) => Numbers.Signed<float>(count, seed: 3);
}
