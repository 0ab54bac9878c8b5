using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>What is called of the C interface of BLAS, and where its library is looked for.</summary>
internal static unsafe partial class OpenBlasNative
{
    public const int RowMajor = 101;
    public const int Plain = 111;
    public const int Transposed = 112;

    public static readonly string[] FileNames = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll", "openblas"];

    private const string Name = "openblas-as-found";
    private static readonly nint Handle = Find();

    static OpenBlasNative() =>
        NativeLibrary.SetDllImportResolver(typeof(OpenBlasNative).Assembly, (name, _, _) => name == Name ? Handle : 0);

    public static bool IsFound => Handle != 0;

    [LibraryImport(Name, EntryPoint = "openblas_set_num_threads")]
    public static partial void SetThreads(int count);

    [LibraryImport(Name, EntryPoint = "openblas_get_config")]
    public static partial nint Config();

    [LibraryImport(Name, EntryPoint = "openblas_get_corename")]
    public static partial nint CoreName();

    [LibraryImport(Name, EntryPoint = "cblas_sgemm")]
    public static partial void Sgemm(
        int order, int formA, int formB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Name, EntryPoint = "cblas_dgemm")]
    public static partial void Dgemm(
        int order, int formA, int formB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    private static nint Find()
    {
        foreach (string name in FileNames)
            if (NativeLibrary.TryLoad(name, out nint handle)) return handle;
        return 0;
    }
}
