using System.Runtime.Intrinsics;
using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y ← (y − Σ cⱼxⱼ) / d for some rows xⱼ, with y in registers while they pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="C">The first factor.</param>
/// <param name="CStride">From one factor to the next.</param>
/// <param name="X">The first row.</param>
/// <param name="XStride">From one row to the next.</param>
/// <param name="Count">Rows; may be 0.</param>
internal readonly unsafe struct RowUpdate<T>(T* C, nint CStride, T* X, nint XStride, nint Count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _c = C, _x = X;
    private readonly nint _cStride = CStride, _xStride = XStride, _count = Count;

    /// <summary>Updates one row.</summary>
    /// <param name="y">The row.</param>
    /// <param name="length">Its elements.</param>
    /// <param name="divisor">d; nothing is divided by 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(T* y, nint length, T divisor)
    {
        nint done = 0;
        if (RowSweep.IsVectorised<T>())
        {
            if (Vector512.IsHardwareAccelerated) done = Run<Vector512<T>, Lanes512<T>>(y, done, length, divisor);
            if (Vector256.IsHardwareAccelerated) done = Run<Vector256<T>, Lanes256<T>>(y, done, length, divisor);
            done = Run<Vector128<T>, Lanes128<T>>(y, done, length, divisor);
        }

        for (; done < length; done++)
        {
            T sum = y[done];
            for (nint j = 0; j < _count; j++) sum = T.MultiplyAddEstimate(-_c[j * _cStride], _x[j * _xStride + done], sum);
            y[done] = ZeroThroughout.OfDifference(divisor, T.One) ? sum : sum / divisor;
        }
    }

    /// <returns>The elements of whole vectors, which are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nint Run<TVector, TLanes>(T* y, nint from, nint length, T divisor)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector divisors = TLanes.Broadcast(divisor);
        bool divides = divisor != T.One;
        nint i = from;
        for (; i <= length - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            T* at = y + i, x = _x + i, c = _c;
            TVector y0 = TLanes.Load(at), y1 = TLanes.Load(at + TLanes.Count), y2 = TLanes.Load(at + 2 * TLanes.Count), y3 = TLanes.Load(at + 3 * TLanes.Count);
            for (nint j = 0; j < _count; j++, x += _xStride, c += _cStride)
            {
                TVector factor = TLanes.Broadcast(-*c);
                TLanes.AddProduct(ref y0, factor, TLanes.Load(x));
                TLanes.AddProduct(ref y1, factor, TLanes.Load(x + TLanes.Count));
                TLanes.AddProduct(ref y2, factor, TLanes.Load(x + 2 * TLanes.Count));
                TLanes.AddProduct(ref y3, factor, TLanes.Load(x + 3 * TLanes.Count));
            }

            TLanes.Store(divides ? TLanes.Divide(y0, divisors) : y0, at);
            TLanes.Store(divides ? TLanes.Divide(y1, divisors) : y1, at + TLanes.Count);
            TLanes.Store(divides ? TLanes.Divide(y2, divisors) : y2, at + 2 * TLanes.Count);
            TLanes.Store(divides ? TLanes.Divide(y3, divisors) : y3, at + 3 * TLanes.Count);
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            T* x = _x + i, c = _c;
            TVector sum = TLanes.Load(y + i);
            for (nint j = 0; j < _count; j++, x += _xStride, c += _cStride) TLanes.AddProduct(ref sum, TLanes.Broadcast(-*c), TLanes.Load(x));
            TLanes.Store(divides ? TLanes.Divide(sum, divisors) : sum, y + i);
        }

        return i;
    }
}
