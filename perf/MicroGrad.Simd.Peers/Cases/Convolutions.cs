namespace MicroGrad.Simd.Peers.Cases;

/// <summary>Images convolved with filters, 3×3 or 1×1, without a gradient.</summary>
internal static class Convolutions
{
    public static Case Forward(int batch, int channels, int side, int filters, int kernel, int groups = 1) =>
        new("convolution", Name(batch, channels, side, filters, kernel, groups), threads => Ours(batch, channels, side, filters, kernel, groups, threads, gradient: false))
        {
            Torch = () => Torch(batch, channels, side, filters, kernel, groups, gradient: false),
        };

    /// <summary>The convolution and its backward pass, from an upstream gradient of ones.</summary>
    public static Case Gradient(int batch, int channels, int side, int filters, int kernel, int groups = 1) =>
        new("convolution", $"{Name(batch, channels, side, filters, kernel, groups)}, gradient", threads => Ours(batch, channels, side, filters, kernel, groups, threads, gradient: true))
        {
            Torch = () => Torch(batch, channels, side, filters, kernel, groups, gradient: true),
        };

    private static string Name(int batch, int channels, int side, int filters, int kernel, int groups) =>
        $"conv2d {batch}x{channels}x{side}x{side}, {filters} filters {kernel}x{kernel}{(groups == 1 ? "" : $", {groups} groups")}";

    private static Work Ours(int batch, int channels, int side, int filters, int kernel, int groups, int threads, bool gradient)
    {
        var tape = new TensorTape<float> { Threads = threads };
        var x = new Parameter<float>("x", [batch, channels, side, side], Numbers.Signed<float>(batch * channels * side * side, seed: 1));
        int weights = filters * channels / groups * kernel * kernel;
        var weight = new Parameter<float>("weight", [filters, channels / groups, kernel, kernel], Numbers.Signed<float>(weights, seed: 2));
        float[] ones = [.. Enumerable.Repeat(1f, batch * filters * side * side)];
        return new(() =>
        {
            tape.Reset();
            if (gradient)
            {
                x.Grad.Clear();
                weight.Grad.Clear();
                tape.Track(x).Conv2d(weight, padding: kernel / 2, groups: groups).Backward(ones);
            }
            else
            {
                using (tape.NoGradient()) tape.Track(x).Conv2d(weight, padding: kernel / 2, groups: groups);
            }
        });
    }

    private static Work Torch(int batch, int channels, int side, int filters, int kernel, int groups, bool gradient)
    {
        torch.Tensor x = torch.from_array(Numbers.Signed<float>(batch * channels * side * side, seed: 1)).reshape(batch, channels, side, side);
        torch.Tensor weight = torch.from_array(Numbers.Signed<float>(filters * channels / groups * kernel * kernel, seed: 2)).reshape(filters, channels / groups, kernel, kernel);
        x.requires_grad = weight.requires_grad = gradient;
        torch.Tensor ones = torch.ones(batch, filters, side, side);
        return new(() =>
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor y = torch.nn.functional.conv2d(x, weight, padding: [kernel / 2, kernel / 2], groups: groups);
            if (!gradient) return;
            x.grad = null;
            weight.grad = null;
            y.backward([ones]);
        });
    }
}
