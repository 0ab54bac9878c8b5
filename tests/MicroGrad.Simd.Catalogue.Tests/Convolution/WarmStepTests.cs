using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

public sealed class WarmStepTests
{
    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        using var tape = new TensorTape<float> { Threads = 1 };
        var image = new float[2 * 3 * 12 * 12];
        Parameter<float> weight = new("weight", [4, 3, 3, 3]), bias = new("bias", [4]), back = new("back", [4, 3, 2, 2]);
        for (int i = 0; i < 200; i++) Step();
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) Step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        void Step()
        {
            tape.Reset();
            Tensor<float> x = tape.Variable(image, [2, 3, 12, 12]).Conv2d(weight, bias, padding: 1).MaxPool2d(2);
            x = x.ConvTranspose2d(back, stride: 2).AveragePool2d(3, padding: 1).AdaptiveMaxPool2d(3).UpsampleBilinear2d(scale: 3).AdaptiveAveragePool2d(1);
            x.Sum().Backward();
        }
    }
}
