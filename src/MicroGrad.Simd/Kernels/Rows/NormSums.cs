namespace MicroGrad.Simd.Kernels;

/// <summary>Sums over some rows for the gradients of gain and bias: dGain += dy z, dBias += dy.</summary>
internal readonly unsafe struct NormSums<T, TNorm>(NormSet<T> set, T* dGain, T* dBias)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TNorm : struct, INorm
{
    private readonly NormSet<T> _set = set;
    private readonly T* _dGain = dGain, _dBias = dBias;

    public void Clear()
    {
        new Span<T>(_dGain, _set.Width).Clear();
        if (TNorm.Centers) new Span<T>(_dBias, _set.Width).Clear();
    }

    public void AddPlain(nint row)
    {
        T* dy = _set.Y + row * _set.Width;
        for (nint i = 0; i < _set.Width; i++)
        {
            _dGain[i] += dy[i] * _set.Standardize<TNorm>(row, i);
            if (TNorm.Centers) _dBias[i] += dy[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddOne<TVector, TLanes>(nint row)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        nint length = _set.Width, step = RowHead<T, TVector, TLanes>.Step(length);
        T* x = _set.X + row * length, dy = _set.Y + row * length;
        var standard = _set.Standard<TVector, TLanes, TNorm>(row);
        TVector all = RowHead<T, TVector, TLanes>.Lanes(TLanes.Count), lanes = RowHead<T, TVector, TLanes>.Lanes(step);
        for (nint i = 0; i < length; i += step, step = TLanes.Count, lanes = all)
        {
            TVector gain = TLanes.Load(_dGain + i), bias = TNorm.Centers ? TLanes.Load(_dBias + i) : gain, gainBefore = gain, biasBefore = bias;
            AddTerm(x + i, dy + i, standard, ref gain, ref bias);
            TLanes.Store(TLanes.Select(lanes, gain, gainBefore), _dGain + i);
            if (TNorm.Centers) TLanes.Store(TLanes.Select(lanes, bias, biasBefore), _dBias + i);
        }
    }

    /// <summary>Four rows in turn; the sums are loaded and stored once for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddFour<TVector, TLanes>(nint row)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        nint length = _set.Width, step = RowHead<T, TVector, TLanes>.Step(length);
        T* x0 = _set.X + row * length, x1 = x0 + length, x2 = x1 + length, x3 = x2 + length;
        T* dy0 = _set.Y + row * length, dy1 = dy0 + length, dy2 = dy1 + length, dy3 = dy2 + length;
        Standardized<T, TVector, TLanes, TNorm> z0 = _set.Standard<TVector, TLanes, TNorm>(row), z1 = _set.Standard<TVector, TLanes, TNorm>(row + 1);
        Standardized<T, TVector, TLanes, TNorm> z2 = _set.Standard<TVector, TLanes, TNorm>(row + 2), z3 = _set.Standard<TVector, TLanes, TNorm>(row + 3);
        TVector all = RowHead<T, TVector, TLanes>.Lanes(TLanes.Count), lanes = RowHead<T, TVector, TLanes>.Lanes(step);
        for (nint i = 0; i < length; i += step, step = TLanes.Count, lanes = all)
        {
            TVector gain = TLanes.Load(_dGain + i), bias = TNorm.Centers ? TLanes.Load(_dBias + i) : gain, gainBefore = gain, biasBefore = bias;
            AddTerm(x0 + i, dy0 + i, z0, ref gain, ref bias);
            AddTerm(x1 + i, dy1 + i, z1, ref gain, ref bias);
            AddTerm(x2 + i, dy2 + i, z2, ref gain, ref bias);
            AddTerm(x3 + i, dy3 + i, z3, ref gain, ref bias);
            TLanes.Store(TLanes.Select(lanes, gain, gainBefore), _dGain + i);
            if (TNorm.Centers) TLanes.Store(TLanes.Select(lanes, bias, biasBefore), _dBias + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTerm<TVector, TLanes>(T* x, T* dy, in Standardized<T, TVector, TLanes, TNorm> z, ref TVector gain, ref TVector bias)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector upstream = TLanes.Load(dy);
        TLanes.AddProduct(ref gain, upstream, z.Of(TLanes.Load(x)));
        if (TNorm.Centers) bias = TLanes.Add(bias, upstream);
    }
}
