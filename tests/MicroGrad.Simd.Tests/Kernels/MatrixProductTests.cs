using System.Numerics;
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
        (7, 300, 64), (64, 96, 128), (100, 101, 102), (1, 130, 257), (130, 1, 257), (20, 41, 4200), (40, 300, 1100), (97, 1040, 1100),
    ];

    public static TheoryData<bool, bool, bool> Forms()
    {
        var forms = new TheoryData<bool, bool, bool>();
        foreach (bool transposeA in (bool[])[false, true])
            foreach (bool transposeB in (bool[])[false, true])
                foreach (bool accumulate in (bool[])[false, true])
                    forms.Add(transposeA, transposeB, accumulate);
        return forms;
    }

    [Theory, MemberData(nameof(Forms))]
    public void Small_products_agree_with_the_plain_loop(bool transposeA, bool transposeB, bool accumulate)
    {
        foreach (int m in SmallSizes)
            foreach (int n in SmallSizes)
                foreach (int k in SmallSizes)
                {
                    Check<float>(transposeA, transposeB, accumulate, m, n, k);
                    Check<double>(transposeA, transposeB, accumulate, m, n, k);
                }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Large_products_agree_with_the_plain_loop(bool transposeA, bool transposeB, bool accumulate)
    {
        foreach ((int m, int n, int k) in LargeSizes)
        {
            Check<float>(transposeA, transposeB, accumulate, m, n, k);
            Check<double>(transposeA, transposeB, accumulate, m, n, k);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Every_tile_height_and_panel_width_agrees_with_the_plain_loop(bool transposeA, bool transposeB, bool accumulate)
    {
        for (int m = 1; m <= 26; m++)
            for (int n = 1; n <= 70; n += 3)
            {
                Check<float>(transposeA, transposeB, accumulate, m, n, 4);
                Check<double>(transposeA, transposeB, accumulate, m, n, 4);
            }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Element_types_without_vectors_agree_with_the_plain_loop(bool transposeA, bool transposeB, bool accumulate)
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(0, 2, 2), (2, 2, 0), (1, 1, 1), (3, 5, 4), (13, 17, 8)])
            Check<Half>(transposeA, transposeB, accumulate, m, n, k);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Equal_inputs_give_equal_bits(bool transposeA, bool transposeB, bool accumulate)
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(2, 16, 200), (33, 17, 31), (200, 300, 700)])
        {
            var product = new Product<float>(transposeA, transposeB, accumulate, m, n, k);
            float[] first = [.. product.Run()];
            Assert.Equal(first, product.Run());
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_product_allocates_nothing(bool transposeA, bool transposeB, bool accumulate)
    {
        foreach ((int m, int n, int k) in LargeSizes)
        {
            var product = new Product<double>(transposeA, transposeB, accumulate, m, n, k);
            product.Run();
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

    [Fact]
    public void A_wrong_product_is_noticed()
    {
        var product = new Product<float>(false, false, false, 5, 6, 7);
        product.Run()[Product<float>.Margin] *= 1.001f;
        Assert.False(product.Agrees());
    }

    [Fact]
    public void Most_small_products_need_no_scratch()
    {
        Assert.Equal(0, MatrixProduct.ScratchLength<float>(false, false, 200, 16, 16));
        Assert.Equal(0, MatrixProduct.ScratchLength<float>(true, false, 16, 16, 200));
        Assert.Equal(0, MatrixProduct.ScratchLength<double>(false, false, 64, 64, 64));
    }

    private static void Check<T>(bool transposeA, bool transposeB, bool accumulate, int m, int n, int k)
        where T : IFloatingPointIeee754<T>
    {
        var product = new Product<T>(transposeA, transposeB, accumulate, m, n, k);
        product.Run();
        if (!product.Agrees())
            Assert.Fail($"{typeof(T).Name} {m}x{n}x{k}, transposeA {transposeA}, transposeB {transposeB}, accumulate {accumulate}.");
    }

    /// <summary>One product with everything around it that must be neither read nor written.</summary>
    private sealed class Product<T>
        where T : IFloatingPointIeee754<T>
    {
        public const int Margin = 19;

        private readonly bool _transposeA, _transposeB, _accumulate;
        private readonly int _m, _n, _k, _lda, _ldb, _ldc;
        private readonly T[] _a, _b, _start, _c, _scratch;
        private readonly int _scratchLength;

        public Product(bool transposeA, bool transposeB, bool accumulate, int m, int n, int k)
        {
            (_transposeA, _transposeB, _accumulate, _m, _n, _k) = (transposeA, transposeB, accumulate, m, n, k);
            (_lda, _ldb, _ldc) = ((transposeA ? m : k) + 3, (transposeB ? k : n) + 2, n + 5);
            var random = new Random(1);
            _a = Padded(random, transposeA ? k : m, transposeA ? m : k, _lda, T.NaN);
            _b = Padded(random, transposeB ? n : k, transposeB ? k : n, _ldb, T.NaN);
            _start = Padded(random, m, n, _ldc, Canary);
            _c = (T[])_start.Clone();
            _scratchLength = MatrixProduct.ScratchLength<T>(transposeA, transposeB, m, n, k);
            _scratch = new T[_scratchLength + 2 * Margin];
        }

        private static T Canary => T.CreateChecked(-77);

        public T[] Run()
        {
            _scratch.AsSpan().Fill(Canary);
            _scratch.AsSpan(Margin, _scratchLength).Fill(T.NaN);
            _start.CopyTo(_c, 0);
            if (!_accumulate)
                for (int i = 0; i < _m; i++)
                    _c.AsSpan(Margin + i * _ldc, _n).Fill(T.NaN);

            MatrixProduct.Multiply<T>(_transposeA, _transposeB, _m, _n, _k,
                Inner(_a), _lda, Inner(_b), _ldb, Inner(_c), _ldc, _accumulate, _scratch.AsSpan(Margin, _scratchLength));
            return _c;
        }

        /// <summary>Whether C holds the product, and everything else what it held before.</summary>
        public bool Agrees()
        {
            T[] expected = Expected();
            // A sum of k random terms wanders off by √k, so its k roundings add up to some part of k; a wrong term is far outside.
            double tolerance = double.CreateChecked(T.BitIncrement(T.One) - T.One) * (4 + _k);
            for (int i = 0; i < _c.Length; i++)
                if (_c[i] != expected[i] && !(Math.Abs(double.CreateChecked(_c[i] - expected[i])) <= tolerance))
                    return false;

            return !_scratch.AsSpan(0, Margin).ContainsAnyExcept(Canary) && !_scratch.AsSpan(Margin + _scratchLength).ContainsAnyExcept(Canary);
        }

        private T[] Expected()
        {
            var expected = (T[])_start.Clone();
            double[] a = Array.ConvertAll(_a, double.CreateChecked), b = Array.ConvertAll(_b, double.CreateChecked);
            var row = new double[_n];
            for (int i = 0; i < _m; i++)
            {
                for (int j = 0; j < _n; j++)
                    row[j] = _accumulate ? double.CreateChecked(_start[Margin + i * _ldc + j]) : 0;
                for (int p = 0; p < _k; p++)
                {
                    double x = a[Margin + (_transposeA ? p * _lda + i : i * _lda + p)];
                    int first = Margin + (_transposeB ? p : p * _ldb), step = _transposeB ? _ldb : 1;
                    for (int j = 0; j < row.Length; j++)
                        row[j] += x * b[first + j * step];
                }

                for (int j = 0; j < _n; j++)
                    expected[Margin + i * _ldc + j] = T.CreateChecked(row[j]);
            }

            return expected;
        }

        private static T[] Padded(Random random, int rows, int columns, int stride, T padding)
        {
            var matrix = new T[rows * stride + 2 * Margin];
            matrix.AsSpan().Fill(padding);
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++)
                    matrix[Margin + i * stride + j] = T.CreateChecked(2 * random.NextDouble() - 1);
            return matrix;
        }

        private static Span<T> Inner(T[] padded) => padded.AsSpan(Margin, padded.Length - 2 * Margin);
    }
}
