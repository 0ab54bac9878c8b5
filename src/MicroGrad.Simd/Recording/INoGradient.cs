namespace MicroGrad.Simd.Recording;

/// <summary>A tape whose recording can be suspended.</summary>
internal interface INoGradient
{
    void EndNoGradient();
}
