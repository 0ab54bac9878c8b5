namespace MicroGrad.Simd.Kernels;

/// <summary>Polynomials by Horner's rule, coefficients from the constant term up.</summary>
/// <remarks>Flat and always inlined: the coefficients must reach the machine code as constants.</remarks>
internal static class Polynomial<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1) => Next(TLanes.Constant(c1), x, c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2) => Next(Of(x, c1, c2), x, c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2, double c3) => Next(Next(Of(x, c2, c3), x, c1), x, c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2, double c3, double c4) =>
        Next(Next(Next(Of(x, c3, c4), x, c2), x, c1), x, c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2, double c3, double c4, double c5) =>
        Next(Next(Next(Next(Of(x, c4, c5), x, c3), x, c2), x, c1), x, c0);

    /// <summary>p·x + c, one step of Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Next(TVector p, TVector x, double c) => TLanes.MultiplyAdd(p, x, TLanes.Constant(c));
}
