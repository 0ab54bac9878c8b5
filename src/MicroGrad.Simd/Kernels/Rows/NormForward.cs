using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = gain · (x − mean) / √(variance + ε) + bias, or y = gain · x / √(mean x² + ε), row by row.</summary>
internal readonly unsafe struct NormForward<T, TNorm>(NormSet<T> set, T epsilon) : IRowWork
    where T : unmanaged, IFloatingPointIeee754<T>
    where TNorm : struct, INorm
{
    private readonly NormSet<T> _set = set;

    public void Run(int part, int first, int end)
    {
        if (!RowSweep.IsVectorised<T>() || _set.Width < Vector128<T>.Count)
            for (nint row = first; row < end; row++) Plain(row);
        else if (Vector512.IsHardwareAccelerated && _set.Width >= Vector512<T>.Count) Run<Vector512<T>, Lanes512<T>>(first, end);
        else if (Vector256.IsHardwareAccelerated && _set.Width >= Vector256<T>.Count) Run<Vector256<T>, Lanes256<T>>(first, end);
        else Run<Vector128<T>, Lanes128<T>>(first, end);
    }

    [MethodImpl(Compile.Alone)]
    private void Run<TVector, TLanes>(nint first, nint end)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        nint length = _set.Width;
        T share = T.One / T.CreateTruncating(length);
        T* x = _set.X + first * length, y = _set.Y + first * length, gain = _set.Gain, bias = _set.Bias;
        for (nint row = first; row < end; row++, x += length, y += length)
        {
            T mean = T.Zero, rest = T.Zero, square = TNorm.Centers
                ? NormMoments<T, TVector, TLanes>.Variance(x, length, share, out mean, out rest)
                : NormMoments<T, TVector, TLanes>.MeanSquare(x, length, share);
            T scale = Keep(row, square, mean, rest);
            var standard = new Standardized<T, TVector, TLanes, TNorm>(scale, mean, rest);
            nint step = RowHead<T, TVector, TLanes>.Step(length);
            for (nint i = 0; i < length; i += step, step = TLanes.Count)
            {
                TVector z = standard.Of(TLanes.Load(x + i)), factor = TLanes.Load(gain + i);
                TLanes.Store(TNorm.Centers ? TLanes.MultiplyAdd(z, factor, TLanes.Load(bias + i)) : TLanes.Multiply(z, factor), y + i);
            }
        }
    }

    private void Plain(nint row)
    {
        nint length = _set.Width;
        T* x = _set.X + row * length, y = _set.Y + row * length;
        T count = T.CreateTruncating(length), mean = T.Zero, rest = T.Zero, square = T.Zero;
        if (TNorm.Centers)
        {
            for (nint i = 0; i < length; i++) mean += x[i] / count;
            for (nint i = 0; i < length; i++) rest += (x[i] - mean) / count;
        }

        for (nint i = 0; i < length; i++) square += (x[i] - mean - rest) * (x[i] - mean - rest) / count;
        Keep(row, square, mean, rest);
        for (nint i = 0; i < length; i++)
        {
            y[i] = _set.Standardize<TNorm>(row, i) * _set.Gain[i];
            if (TNorm.Centers) y[i] += _set.Bias[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Keep(nint row, T square, T mean, T rest)
    {
        T scale = T.One / T.Sqrt(square + epsilon);
        _set.Scale[row] = scale;
        if (TNorm.Centers) (_set.Mean[row], _set.Rest[row]) = (mean, rest);
        return scale;
    }
}
