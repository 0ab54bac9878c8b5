using System.Numerics;
using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class MatrixProductTests
{
    private static readonly int[] SmallSizes = [0, 1, 2, 3, 5, 8, 12, 13, 16, 17, 31, 33];

    // Sizes that take every blocking decision: several blocks in each direction, with whole and partial last blocks.
    private static readonly (int M, int N, int K)[] LargeSizes =
    [
        (200, 16, 2), (200, 16, 16), (200, 2, 16), (2, 16, 200), (16, 16, 200), (16, 2, 200), (128, 10, 512), (512, 10, 128),
        (7, 300, 64), (64, 96, 128), (100, 101, 102), (1, 130, 257), (130, 1, 257), (20, 41, 4200), (40, 300, 1100), (97, 1040, 1100), (1700, 150, 5),
    ];

    public static TheoryData<int> Forms() => [.. Enumerable.Range(0, ProductForm.All.Count())];

    [Theory, MemberData(nameof(Forms))]
    public void Small_products_agree_with_the_plain_loop(int form)
    {
        foreach (int m in SmallSizes)
            foreach (int n in SmallSizes)
                foreach (int k in SmallSizes)
                {
                    Check<float>(form, m, n, k);
                    Check<double>(form, m, n, k);
                }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Large_products_agree_with_the_plain_loop_and_allocate_nothing(int form)
    {
        foreach ((int m, int n, int k) in LargeSizes)
        {
            // Without vectors nothing is blocked, and a large product takes its time.
            if (!Vector128.IsHardwareAccelerated && m * n * k > 10_000_000) continue;
            Check<float>(form, m, n, k);
            using var product = new ProductCase<double>(Form(form), m, n, k);
            Check(product, form, m, n, k);
            // The least of a few runs: what the product itself allocated would be in all of them.
            long allocated = long.MaxValue;
            for (int run = 0; run < 5 && allocated != 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                product.Run();
                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.Equal(0, allocated);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Every_tile_height_and_panel_width_agrees_with_the_plain_loop(int form)
    {
        for (int m = 1; m <= 26; m++)
            for (int n = 1; n <= 70; n += 3)
            {
                Check<float>(form, m, n, 4);
                Check<double>(form, m, n, 4);
            }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Element_types_without_vectors_agree_with_the_plain_loop(int form)
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(0, 2, 2), (2, 2, 0), (1, 1, 1), (3, 5, 4), (13, 17, 8)])
            Check<Half>(form, m, n, k);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Equal_inputs_give_equal_bits(int form)
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(2, 16, 200), (33, 17, 31), (200, 300, 700)])
        {
            using var product = new ProductCase<float>(Form(form), m, n, k);
            product.Run();
            float[] first = [.. product.Result];
            product.Run();
            Assert.Equal(first, product.Result);
        }
    }

    [Fact]
    public void A_wrong_product_is_noticed()
    {
        using var product = new ProductCase<float>(new(), 5, 6, 7);
        product.Run();
        Assert.True(product.Agrees());
        product.Result[0] *= 1.001f;
        Assert.False(product.Agrees());
    }

    [Fact]
    public void Most_small_products_need_no_scratch()
    {
        Assert.Equal(0, new MatrixProduct<float>(false, false, 200, 16, 16).ScratchLength);
        Assert.Equal(0, new MatrixProduct<float>(true, false, 16, 16, 200).ScratchLength);
        Assert.Equal(0, new MatrixProduct<double>(false, false, 64, 64, 64).ScratchLength);
    }

    private static ProductForm Form(int index) => ProductForm.All.ElementAt(index);

    private static void Check<T>(int form, int m, int n, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var product = new ProductCase<T>(Form(form), m, n, k);
        Check(product, form, m, n, k);
    }

    private static void Check<T>(ProductCase<T> product, int form, int m, int n, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        product.Run();
        if (!product.Agrees())
            Assert.Fail($"{typeof(T).Name} {m}x{n}x{k}, {Form(form)}.");
    }
}
