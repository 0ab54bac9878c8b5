namespace MicroGrad.Simd.Kernels;

/// <summary>An associative operation that a reduction folds elements with: on numbers, and on vectors of running totals.</summary>
internal interface IFold
{
    static abstract string Name { get; }

    /// <summary>The fold of nothing.</summary>
    static abstract T Identity<T>() where T : IFloatingPointIeee754<T>;

    static abstract T Apply<T>(T total, T x) where T : IFloatingPointIeee754<T>;

    /// <summary>Running totals of nothing.</summary>
    static abstract FoldState<TVector> Start<T, TVector, TLanes>()
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>Folds one more vector in.</summary>
    static abstract void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>Folds four vectors in as (x₀ ∘ x₁) ∘ (x₂ ∘ x₃), so that the totals wait for one operation and not for four.</summary>
    static abstract void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x0, TVector x1, TVector x2, TVector x3)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    static abstract void Merge<T, TVector, TLanes>(ref FoldState<TVector> state, in FoldState<TVector> other)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>What may stand for a vector of which only the masked elements have not been folded yet.</summary>
    static abstract TVector OnlyNew<T, TVector, TLanes>(TVector mask, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>Whether <see cref="Totals"/> would be right. Where not, the elements have to be folded one by one.</summary>
    static abstract bool IsSound<T, TVector, TLanes>(in FoldState<TVector> state)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    static abstract TVector Totals<T, TVector, TLanes>(in FoldState<TVector> state)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>The fold of a vector's elements, where the state that it comes from is sound.</summary>
    static abstract T Across<T, TVector, TLanes>(TVector totals)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}
