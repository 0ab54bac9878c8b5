using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class SplitProductTests
{
    [Theory]
    [InlineData(128, 128, 128)]
    [InlineData(130, 65, 200)]
    [InlineData(33, 500, 300)]
    [InlineData(500, 33, 300)]
    [InlineData(400, 390, 500)]
    [InlineData(1, 1000, 1100)]
    [InlineData(1009, 1, 1021)]
    [InlineData(410, 725, 1100)]
    public void The_same_bits_come_out_for_every_number_of_threads(int m, int n, int k)
    {
        // Without vectors no product is split, and a large one takes its time.
        if (!Vector128.IsHardwareAccelerated && m * n * k > 10_000_000) return;
        foreach (ProductForm form in ProductForm.All.Where(form => form.AddsRow && form.Relu))
        {
            float[] one = Multiply(1);
            Assert.Equal(one, Multiply(2));
            Assert.Equal(one, Multiply(3));
            Assert.Equal(one, Multiply(64));

            float[] Multiply(int threads)
            {
                using var product = new ProductCase<float>(form, m, n, k, threads);
                product.Run();
                Assert.True(product.EpilogueIsDone, form.ToString());
                return [.. product.Result];
            }
        }
    }

    [Fact]
    public void Bands_cover_the_product_however_many_there_are()
    {
        // Beyond what this machine would use: the job itself, cut into one to nine bands.
        const int m = 150, n = 140, k = 130;
        float[] a = Numbers(m * k, 1), b = Numbers(k * n, 2);
        float[] expected = new float[m * n];
        var whole = new MatrixProduct<float>(false, false, m, n, k);
        whole.Multiply(a, k, b, n, expected, n, Combination<float>.Overwrite, new float[whole.ScratchLength]);
        for (int parts = 1; parts <= 9; parts++) Assert.Equal(expected, InBands(parts));

        unsafe float[] InBands(int parts)
        {
            if (!Vector128.IsHardwareAccelerated) return expected;
            float[] c = new float[m * n];
            var plan = new ProductPlan<float>(false, false, m, n, k);
            float[] scratch = new float[plan.ScratchLength * parts + 1];
            fixed (float* pa = a, pb = b, pc = c, ps = scratch)
                SplitProduct<float, NoEpilogue<float>>.Multiply(
                    parts, plan, new(new(pa, k, 1), new(pb, n, 1), new(pc, n, 0, m, 0, n), Addend<float>.None, k), ps, default);
            return c;
        }
    }

    [Fact]
    public void One_thread_means_that_no_product_is_split() =>
        Assert.Equal(1, new ProductPlan<float>(false, false, 2000, 2000, 2000).Parts(2000, 2000, 2000, threads: 1));

    [Fact]
    public void A_tape_trains_to_the_same_bits_with_one_thread_and_with_two()
    {
        Assert.Equal(Gradient(1), Gradient(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorTape<float> { Threads = 0 });

        static float[] Gradient(int threads)
        {
            var weight = new Parameter<float>("w", [300, 200], Numbers(60_000, 1));
            using var tape = new TensorTape<float> { Threads = threads };
            tape.Constant(Numbers(128 * 300, 2), [128, 300]).MatMul(weight).Tanh().Sum().Backward();
            return weight.Grad.ToArray();
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
