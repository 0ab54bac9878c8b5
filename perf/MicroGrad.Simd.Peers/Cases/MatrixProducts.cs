using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Measuring;

namespace MicroGrad.Simd.Peers.Cases;

/// <summary>C = op(A)·op(B) into existing memory, named m×n×k.</summary>
/// <remarks>
/// Ours and OpenBLAS are kernels on spans. libtorch is <c>addmm_</c> with β = 0, which writes where it is told; <c>mm</c>, which makes a
/// tensor, is slower at every size, by 0.5 µs at least.
/// </remarks>
internal static class MatrixProducts
{
    public static Case Square<T>(int n, bool transposeA = false, bool transposeB = false) where T : unmanaged, IFloatingPointIeee754<T> =>
        Of<T>(n, n, n, transposeA, transposeB);

    public static Case Of<T>(int m, int n, int k, bool transposeA = false, bool transposeB = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sizes = new Sizes(m, n, k, transposeA, transposeB);
        string form = (transposeA, transposeB) switch
        {
            (false, false) => "",
            (true, false) => " A^T B",
            (false, true) => " A B^T",
            _ => " A^T B^T",
        };
        return new("matrix product", $"gemm {Element.Name<T>()} {m}x{n}x{k}{form}", threads => Ours<T>(sizes, threads))
        {
            Torch = () => Torch<T>(sizes),
            OpenBlas = () => OpenBlas<T>(sizes),
            Peak = FmaPeak.Work<T>,
            PeakRuns = 2.0 * m * n * k / FmaPeak.Flops<T>(),
        };
    }

    private static Work Ours<T>(Sizes s, int threads) where T : unmanaged, IFloatingPointIeee754<T>
    {
        AlignedMemory<T> a = new(s.A<T>()), b = new(s.B<T>()), c = new(s.M * s.N);
        var product = new MatrixProduct<T>(s.TransposeA, s.TransposeB, s.M, s.N, s.K, threads);
        var scratch = new AlignedMemory<T>(product.ScratchLength);
        return new(
            // Planned each time, as an op does.
            () => new MatrixProduct<T>(s.TransposeA, s.TransposeB, s.M, s.N, s.K, threads)
                .Multiply(a.Span, s.Lda, b.Span, s.Ldb, c.Span, s.N, Combination<T>.Overwrite, scratch.Span),
            () => double.CreateChecked(c.Span[Numbers.ProbeIndex(c.Length)]));
    }

    private static Work Torch<T>(Sizes s) where T : unmanaged, IFloatingPointIeee754<T>
    {
        torch.Tensor a = torch.from_array(s.A<T>()).reshape(s.TransposeA ? s.K : s.M, s.Lda);
        torch.Tensor b = torch.from_array(s.B<T>()).reshape(s.TransposeB ? s.N : s.K, s.Ldb);
        torch.Tensor c = torch.zeros(s.M, s.N, dtype: a.dtype);

        // The transposed view is made once: it is no part of a product.
        if (s.TransposeA) a = a.t();
        if (s.TransposeB) b = b.t();
        return new(() => c.addmm_(a, b, beta: 0, alpha: 1), () => Element.Probe(c));
    }

    private static unsafe Work OpenBlas<T>(Sizes s) where T : unmanaged, IFloatingPointIeee754<T>
    {
        AlignedMemory<T> a = new(s.A<T>()), b = new(s.B<T>()), c = new(s.M * s.N);
        int formA = s.TransposeA ? OpenBlasNative.Transposed : OpenBlasNative.Plain, formB = s.TransposeB ? OpenBlasNative.Transposed : OpenBlasNative.Plain;
        Action run = typeof(T) == typeof(float)
            ? () => OpenBlasNative.Sgemm(
                OpenBlasNative.RowMajor, formA, formB, s.M, s.N, s.K, 1, (float*)a.Pointer, s.Lda, (float*)b.Pointer, s.Ldb, 0, (float*)c.Pointer, s.N)
            : () => OpenBlasNative.Dgemm(
                OpenBlasNative.RowMajor, formA, formB, s.M, s.N, s.K, 1, (double*)a.Pointer, s.Lda, (double*)b.Pointer, s.Ldb, 0, (double*)c.Pointer, s.N);
        return new(run, () => double.CreateChecked(c.Span[Numbers.ProbeIndex(c.Length)]));
    }

    private sealed record Sizes(int M, int N, int K, bool TransposeA, bool TransposeB)
    {
        public int Lda => TransposeA ? M : K;

        public int Ldb => TransposeB ? K : N;

        public T[] A<T>() where T : INumberBase<T> => Numbers.Signed<T>(M * K, seed: 1);

        public T[] B<T>() where T : INumberBase<T> => Numbers.Signed<T>(K * N, seed: 2);
    }
}
