namespace MicroGrad.Simd.Ops;

/// <summary>A total y that runs along an axis: yᵢ = f(yᵢ₋₁, xᵢ), from an identity on.</summary>
internal interface IRunning
{
    static abstract string Name { get; }

    static abstract T Identity<T>() where T : IFloatingPointIeee754<T>;

    static abstract T Next<T>(T before, T x) where T : IFloatingPointIeee754<T>;

    /// <summary>∂y / ∂before.</summary>
    static abstract T Carry<T>(T before, T x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>∂y / ∂x.</summary>
    static abstract T Slope<T>(T before, T x, T y) where T : IFloatingPointIeee754<T>;
}
