namespace MicroGrad.Simd.Kernels;

/// <summary>A function of three vectors of doubles whose result is a sum of two: the part of a function of floats that floats are too short for.</summary>
internal interface IWideFunction
{
    static abstract TVector Apply<TVector, TLanes>(TVector a, TVector b, TVector c, out TVector rest)
        where TVector : struct
        where TLanes : IFunctionLanes<double, TVector>;
}
