using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Folds rows to one number each.</summary>
/// <remarks>
/// Long rows are folded in halves, the halves in halves and so on down to blocks, as pairwise summation does it (N. J. Higham, "The accuracy
/// of floating point summation", SIAM J. Sci. Comput. 14, 1993): the error of a sum grows with the logarithm of the length.
/// </remarks>
internal static unsafe class RowFold
{
    private const int BlockVectors = 256, PlainBlock = 128;

    /// <summary>totals[i] = the fold of the row at x + i·stride, or totals[i] ∘ that fold when told to accumulate.</summary>
    [MethodImpl(Compile.Alone)]
    public static void Run<T, TFold>(T* x, nint stride, nint rows, nint length, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            RunWidest<float, TFold>((float*)x, stride, rows, length, (float*)totals, accumulate);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            RunWidest<double, TFold>((double*)x, stride, rows, length, (double*)totals, accumulate);
        else
            RunPlain<T, TFold>(x, stride, rows, length, totals, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunWidest<T, TFold>(T* x, nint stride, nint rows, nint length, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        if (Vector512.IsHardwareAccelerated && length >= Vector512<T>.Count)
            Run<T, Vector512<T>, Lanes512<T>, TFold>(x, stride, rows, length, totals, accumulate);
        else if (Vector256.IsHardwareAccelerated && length >= Vector256<T>.Count)
            Run<T, Vector256<T>, Lanes256<T>, TFold>(x, stride, rows, length, totals, accumulate);
        else if (length >= Vector128<T>.Count)
            Run<T, Vector128<T>, Lanes128<T>, TFold>(x, stride, rows, length, totals, accumulate);
        else
            RunPlain<T, TFold>(x, stride, rows, length, totals, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVector, TLanes, TFold>(T* x, nint stride, nint rows, nint length, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFold : struct, IFold
    {
        if (length > BlockVectors * TLanes.Count)
        {
            RunLong<T, TVector, TLanes, TFold>(x, stride, rows, length, totals, accumulate);
            return;
        }

        for (nint i = 0; i < rows; i++, x += stride)
        {
            FoldState<TVector> state = Block<T, TVector, TLanes, TFold>(x, length);
            T total = Finish<T, TVector, TLanes, TFold>(in state, x, length);
            totals[i] = accumulate ? TFold.Apply(totals[i], total) : total;
        }
    }

    // On its own, because what the recursion returns lies in memory, and would there for short rows too.
    [MethodImpl(Compile.Alone)]
    private static void RunLong<T, TVector, TLanes, TFold>(T* x, nint stride, nint rows, nint length, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFold : struct, IFold
    {
        for (nint i = 0; i < rows; i++, x += stride)
        {
            Halves<T, TVector, TLanes, TFold>(x, length, out FoldState<TVector> state);
            T total = Finish<T, TVector, TLanes, TFold>(in state, x, length);
            totals[i] = accumulate ? TFold.Apply(totals[i], total) : total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Finish<T, TVector, TLanes, TFold>(in FoldState<TVector> state, T* x, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFold : struct, IFold =>
        TFold.IsSound<T, TVector, TLanes>(in state)
            ? TFold.Across<T, TVector, TLanes>(TFold.Totals<T, TVector, TLanes>(in state))
            : Plain<T, TFold>(x, length);

    [MethodImpl(Compile.Alone)]
    private static void Halves<T, TVector, TLanes, TFold>(T* x, nint length, out FoldState<TVector> state)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFold : struct, IFold
    {
        if (length <= BlockVectors * TLanes.Count)
        {
            state = Block<T, TVector, TLanes, TFold>(x, length);
            return;
        }

        nint half = length / (2 * TLanes.Count) * TLanes.Count;
        Halves<T, TVector, TLanes, TFold>(x, half, out state);
        Halves<T, TVector, TLanes, TFold>(x + half, length - half, out FoldState<TVector> right);
        TFold.Merge<T, TVector, TLanes>(ref state, in right);
    }

    /// <summary>At least one whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FoldState<TVector> Block<T, TVector, TLanes, TFold>(T* x, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFold : struct, IFold
    {
        FoldState<TVector> left = TFold.Start<T, TVector, TLanes>(), right = TFold.Start<T, TVector, TLanes>();
        T* end = x + length, lastEight = end - 8 * TLanes.Count, lastOne = end - TLanes.Count;
        for (; x <= lastEight; x += 8 * TLanes.Count)
        {
            TFold.Include<T, TVector, TLanes>(
                ref left, TLanes.Load(x), TLanes.Load(x + TLanes.Count), TLanes.Load(x + 2 * TLanes.Count), TLanes.Load(x + 3 * TLanes.Count));
            TFold.Include<T, TVector, TLanes>(
                ref right, TLanes.Load(x + 4 * TLanes.Count), TLanes.Load(x + 5 * TLanes.Count), TLanes.Load(x + 6 * TLanes.Count), TLanes.Load(x + 7 * TLanes.Count));
        }

        for (; x <= lastOne; x += TLanes.Count) TFold.Include<T, TVector, TLanes>(ref left, TLanes.Load(x));
        if (x < end)
        {
            TVector mask = TailMask.OfLast<T, TVector, TLanes>((nint)(end - x));
            TFold.Include<T, TVector, TLanes>(ref right, TFold.OnlyNew<T, TVector, TLanes>(mask, TLanes.Load(lastOne)));
        }

        TFold.Merge<T, TVector, TLanes>(ref left, in right);
        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPlain<T, TFold>(T* x, nint stride, nint rows, nint length, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        for (nint i = 0; i < rows; i++)
        {
            T total = Plain<T, TFold>(x + i * stride, length);
            totals[i] = accumulate ? TFold.Apply(totals[i], total) : total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Plain<T, TFold>(T* x, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        if (length > PlainBlock) return TFold.Apply(Plain<T, TFold>(x, length / 2), Plain<T, TFold>(x + length / 2, length - length / 2));
        T total = TFold.Identity<T>();
        for (nint i = 0; i < length; i++) total = TFold.Apply(total, x[i]);
        return total;
    }
}
