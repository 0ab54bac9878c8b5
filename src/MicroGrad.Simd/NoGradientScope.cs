using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>A scope in which a tape keeps nothing for a backward pass; disposing it ends the scope. Scopes nest.</summary>
public ref struct NoGradientScope : IDisposable
{
    private INoGradient? _tape;

    internal NoGradientScope(INoGradient tape) => _tape = tape;

    /// <summary>Ends the scope; a second call does nothing.</summary>
    public void Dispose()
    {
        _tape?.EndNoGradient();
        _tape = null;
    }
}
