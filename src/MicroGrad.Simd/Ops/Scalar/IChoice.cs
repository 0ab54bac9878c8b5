namespace MicroGrad.Simd.Ops;

/// <summary>Which of two numbers: one of .NET's maxima and minima.</summary>
internal interface IChoice
{
    static abstract string Name { get; }

    static abstract T Of<T>(T a, T b) where T : IFloatingPointIeee754<T>;
}
