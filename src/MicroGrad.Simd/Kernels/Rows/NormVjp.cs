using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>The VJP of a norm: with z = (x − mean)·scale and g = dy·gain, dx += scale (g − mean g − z mean gz), dGain += Σ dy z and dBias += Σ dy over rows.</summary>
/// <remarks>An uncentred norm has no term mean g and no bias. Each part of the rows has sums of its own for dGain and dBias.</remarks>
/// <param name="set">The operands; Y is dy.</param>
/// <param name="dx">Null if it is not wanted.</param>
/// <param name="sums">For each part a row for dGain and a row for dBias, all of dGain first; null if they are not wanted.</param>
/// <param name="parts">Their number.</param>
internal readonly unsafe struct NormVjp<T, TNorm>(NormSet<T> set, T* dx, T* sums, int parts) : IRowWork
    where T : unmanaged, IFloatingPointIeee754<T>
    where TNorm : struct, INorm
{
    // Rows whose terms of dGain and dBias are added up before these are stored, and which stay in the first-level cache meanwhile.
    private const int Group = 4;

    private readonly NormSet<T> _set = set;
    private readonly T* _dx = dx, _sums = sums;
    private readonly T _share = T.One / T.CreateTruncating(set.Width);

    public void Run(int part, int first, int end)
    {
        var sums = new NormSums<T, TNorm>(_set, _sums + (nint)part * _set.Width, _sums + ((nint)parts + part) * _set.Width);
        if (_sums != null) sums.Clear();
        if (!RowSweep.IsVectorised<T>() || _set.Width < Vector128<T>.Count) RunPlain(sums, first, end);
        else if (Vector512.IsHardwareAccelerated && _set.Width >= Vector512<T>.Count) Run<Vector512<T>, Lanes512<T>>(sums, first, end);
        else if (Vector256.IsHardwareAccelerated && _set.Width >= Vector256<T>.Count) Run<Vector256<T>, Lanes256<T>>(sums, first, end);
        else Run<Vector128<T>, Lanes128<T>>(sums, first, end);
    }

    private void RunPlain(in NormSums<T, TNorm> sums, nint first, nint end)
    {
        for (nint row = first; row < end; row++)
        {
            if (_dx != null) AddPlain(row);
            if (_sums != null) sums.AddPlain(row);
        }
    }

    private void Run<TVector, TLanes>(in NormSums<T, TNorm> sums, nint first, nint end)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        for (nint start = first; start < end; start += Group)
        {
            nint stop = Math.Min(start + Group, end);
            if (_dx != null)
                for (nint row = start; row < stop; row++) Add<TVector, TLanes>(row);
            if (_sums == null) continue;
            if (stop - start == Group) sums.AddFour<TVector, TLanes>(start);
            else
                for (nint row = start; row < stop; row++) sums.AddOne<TVector, TLanes>(row);
        }
    }

    [MethodImpl(Compile.Alone)]
    private void Add<TVector, TLanes>(nint row)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        nint length = _set.Width, step = RowHead<T, TVector, TLanes>.Step(length), i = step;
        T* x = _set.X + row * length, dy = _set.Y + row * length, dx = _dx + row * length, gain = _set.Gain;
        var standard = _set.Standard<TVector, TLanes, TNorm>(row);

        TVector shared = RowHead<T, TVector, TLanes>.Shared(step);
        TVector g = TLanes.Select(shared, TLanes.Zero, TLanes.Multiply(TLanes.Load(dy), TLanes.Load(gain)));
        TVector s0 = g, s1 = TLanes.Zero, q0 = TLanes.Multiply(g, standard.Of(TLanes.Load(x))), q1 = s1;
        for (; i <= length - 2 * TLanes.Count; i += 2 * TLanes.Count)
        {
            AddTerm(x + i, dy + i, gain + i, standard, ref s0, ref q0);
            nint next = i + TLanes.Count;
            AddTerm(x + next, dy + next, gain + next, standard, ref s1, ref q1);
        }

        if (i < length) AddTerm(x + i, dy + i, gain + i, standard, ref s0, ref q0);

        T scale = _set.Scale[row], share = scale * _share;
        TVector meanG = TLanes.Broadcast(-share * TLanes.Sum(TLanes.Add(s0, s1))), meanGz = TLanes.Broadcast(-share * TLanes.Sum(TLanes.Add(q0, q1)));
        TVector scales = TLanes.Broadcast(scale);
        for (i = 0; i < length; i += step, step = TLanes.Count, shared = TLanes.Zero)
        {
            TVector before = TLanes.Load(dx + i), sum = TLanes.MultiplyAdd(meanGz, standard.Of(TLanes.Load(x + i)), before);
            if (TNorm.Centers) sum = TLanes.Add(sum, meanG);
            sum = TLanes.MultiplyAdd(TLanes.Multiply(TLanes.Load(dy + i), TLanes.Load(gain + i)), scales, sum);
            TLanes.Store(TLanes.Select(shared, before, sum), dx + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTerm<TVector, TLanes>(
        T* x, T* dy, T* gain, in Standardized<T, TVector, TLanes, TNorm> standard, ref TVector sum, ref TVector sumOfProducts)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector g = TLanes.Multiply(TLanes.Load(dy), TLanes.Load(gain));
        if (TNorm.Centers) sum = TLanes.Add(sum, g);
        TLanes.AddProduct(ref sumOfProducts, g, standard.Of(TLanes.Load(x)));
    }

    private void AddPlain(nint row)
    {
        nint length = _set.Width;
        T* dy = _set.Y + row * length, dx = _dx + row * length;
        T sum = T.Zero, sumOfProducts = T.Zero, count = T.CreateTruncating(length);
        for (nint i = 0; i < length; i++)
        {
            T g = dy[i] * _set.Gain[i];
            if (TNorm.Centers) sum += g;
            sumOfProducts += g * _set.Standardize<TNorm>(row, i);
        }

        for (nint i = 0; i < length; i++)
            dx[i] += _set.Scale[row] * (dy[i] * _set.Gain[i] - sum / count - _set.Standardize<TNorm>(row, i) * (sumOfProducts / count));
    }
}
