using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Convolutions<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("Conv1d", "Σ w x over channels and taps, + b", "adjoint of x, correlation of dy and x, Σ dy", "conv1d")
        {
            Members = ["Conv1d"],
            Sample = draw =>
            {
                Filters f = Filters.Drawn(draw, flat: true);
                Tensor<T> x = draw.Tensor([f.Batch, f.Groups * f.Inputs, f.Width.Input]), w = draw.Tensor([f.Groups * f.Outputs, f.Inputs, f.Width.Kernel]);
                return x.Conv1d(w, f.Bias(draw, f.Outputs), f.Width.Stride, f.Width.Padding, f.Width.Dilation, f.Groups);
            },
            Speed = bench => bench.Tensor([16, 32, 784]).Conv1d(bench.Tensor([64, 32, 9]), bench.Tensor([64]), padding: 4),
        },
        new("Conv2d", "Σ w x over channels and taps, + b", "adjoint of x, correlation of dy and x, Σ dy", "conv2d")
        {
            Members = ["Conv2d"],
            Sample = draw =>
            {
                Filters f = Filters.Drawn(draw, flat: false);
                Tensor<T> x = draw.Tensor([f.Batch, f.Groups * f.Inputs, f.Height.Input, f.Width.Input]);
                Tensor<T> w = draw.Tensor([f.Groups * f.Outputs, f.Inputs, f.Height.Kernel, f.Width.Kernel]);
                return x.Conv2d(w, f.Bias(draw, f.Outputs), f.Stride, f.Padding, f.Dilation, f.Groups);
            },
            Speed = bench => bench.Tensor([16, 32, 28, 28]).Conv2d(bench.Tensor([64, 32, 3, 3]), bench.Tensor([64]), padding: 1),
        },
        new("ConvTranspose1d", "the adjoint of Conv1d, + b", "Conv1d of dy, correlation of x and dy, Σ dy", "conv_transpose1d")
        {
            Members = ["ConvTranspose1d"],
            Sample = draw =>
            {
                Filters f = Filters.Drawn(draw, flat: true);
                Tensor<T> x = draw.Tensor([f.Batch, f.Groups * f.Outputs, f.Width.Output]), w = draw.Tensor([f.Groups * f.Outputs, f.Inputs, f.Width.Kernel]);
                return x.ConvTranspose1d(w, f.Bias(draw, f.Inputs), f.Width.Stride, f.Width.Padding, f.Width.Rest, f.Width.Dilation, f.Groups);
            },
            Speed = bench => bench.Tensor([16, 64, 392]).ConvTranspose1d(bench.Tensor([64, 32, 4]), bench.Tensor([32]), stride: 2, padding: 1),
        },
        new("ConvTranspose2d", "the adjoint of Conv2d, + b", "Conv2d of dy, correlation of x and dy, Σ dy", "conv_transpose2d")
        {
            Members = ["ConvTranspose2d"],
            Sample = draw =>
            {
                Filters f = Filters.Drawn(draw, flat: false);
                Tensor<T> x = draw.Tensor([f.Batch, f.Groups * f.Outputs, f.Height.Output, f.Width.Output]);
                Tensor<T> w = draw.Tensor([f.Groups * f.Outputs, f.Inputs, f.Height.Kernel, f.Width.Kernel]);
                return x.ConvTranspose2d(w, f.Bias(draw, f.Inputs), f.Stride, f.Padding, f.Rest, f.Dilation, f.Groups);
            },
            Speed = bench => bench.Tensor([16, 64, 14, 14]).ConvTranspose2d(bench.Tensor([64, 32, 4, 4]), bench.Tensor([32]), stride: 2, padding: 1),
        },
    ];

    /// <summary>Sizes of a convolution in which at least one window fits.</summary>
    private sealed record Filters(int Batch, int Groups, int Inputs, int Outputs, Axis Height, Axis Width, bool HasBias)
    {
        public Pair Stride => (Height.Stride, Width.Stride);

        public Pair Padding => (Height.Padding, Width.Padding);

        public Pair Dilation => (Height.Dilation, Width.Dilation);

        public Pair Rest => (Height.Rest, Width.Rest);

        public static Filters Drawn(Draw<T> draw, bool flat) => new(
            draw.Integer(0, 9) == 0 ? 0 : draw.Integer(1, 2), draw.Integer(1, 2), draw.Integer(1, 2), draw.Integer(1, 2),
            flat ? Axis.One : Axis.Drawn(draw), Axis.Drawn(draw), draw.Flip());

        public Tensor<T>? Bias(Draw<T> draw, int perGroup) => HasBias ? draw.Tensor([Groups * perGroup]) : default(Tensor<T>?);
    }

    private sealed record Axis(int Input, int Kernel, int Stride, int Padding, int Dilation)
    {
        public static Axis One => new(1, 1, 1, 0, 1);

        public int Output => Room / Stride + 1;

        /// <summary>The last elements, which no window reaches.</summary>
        public int Rest => Room % Stride;

        private int Room => Input + 2 * Padding - Dilation * (Kernel - 1) - 1;

        public static Axis Drawn(Draw<T> draw)
        {
            int kernel = draw.Integer(1, 3), dilation = draw.Integer(1, 2), padding = draw.Integer(0, 2);
            int least = Math.Max(1, dilation * (kernel - 1) + 1 - 2 * padding);
            return new(least + draw.Integer(0, 3), kernel, draw.Integer(1, 3), padding, dilation);
        }
    }
}
