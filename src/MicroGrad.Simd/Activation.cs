namespace MicroGrad.Simd;

/// <summary>Functions that <see cref="Tensor{T}.Linear(Tensor{T}, Tensor{T}, Activation)"/> applies in passing.</summary>
/// <remarks>Those whose slope is known from their result, so that what went into them need not be kept for the backward pass.</remarks>
public enum Activation
{
    /// <summary>y = x.</summary>
    Identity,

    /// <summary>y = max(x, 0); the slope at 0 is 0.</summary>
    Relu,

    /// <summary>y = tanh x.</summary>
    Tanh,

    /// <summary>y = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
}
