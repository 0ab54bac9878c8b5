using System.Runtime.CompilerServices;

namespace MicroGrad.Simd.Nn;

/// <summary>The inner loops of the optimisers: one pass over parameter, gradient and moments each.</summary>
/// <remarks>
/// Optimised from the first call, since a short training run has ended before the runtime would get to it. Each loop stands twice, for vectors
/// and for what is left of them; the element-wise arithmetic is the same.
/// </remarks>
internal static class Updates
{
    private static bool Vectorised<T>() => Vector.IsHardwareAccelerated && Vector<T>.IsSupported;

    /// <summary>data −= rate (grad + decay · data).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Descend<T>(ReadOnlySpan<T> grad, T rate, T decay, Span<T> data) where T : IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vectorised<T>())
        {
            for (; i <= data.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var p = new Vector<T>(data[i..]);
                (p - rate * (new Vector<T>(grad[i..]) + decay * p)).CopyTo(data[i..]);
            }
        }

        for (; i < data.Length; i++) data[i] -= rate * (grad[i] + decay * data[i]);
    }

    /// <summary>g = grad + decay · data; velocity = momentum · velocity + g, or g itself first; data −= rate · (velocity, or g + momentum · velocity).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DescendWithMomentum<T>(
        ReadOnlySpan<T> grad, T rate, T decay, T momentum, bool first, bool nesterov, Span<T> velocity, Span<T> data) where T : IFloatingPointIeee754<T>
    {
        T keep = first ? T.Zero : momentum, ahead = nesterov ? momentum : T.One, direct = nesterov ? T.One : T.Zero;
        int i = 0;
        if (Vectorised<T>())
        {
            for (; i <= data.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var p = new Vector<T>(data[i..]);
                Vector<T> g = new Vector<T>(grad[i..]) + decay * p;
                Vector<T> v = keep * new Vector<T>(velocity[i..]) + g;
                v.CopyTo(velocity[i..]);
                (p - rate * (direct * g + ahead * v)).CopyTo(data[i..]);
            }
        }

        for (; i < data.Length; i++)
        {
            T g = grad[i] + decay * data[i];
            velocity[i] = keep * velocity[i] + g;
            data[i] -= rate * (direct * g + ahead * velocity[i]);
        }
    }

    /// <summary>mean = β₁ mean + (1 − β₁) grad; square = β₂ square + (1 − β₂) grad²; data = keep · data − step · mean / (unbias √square + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam<T>(
        ReadOnlySpan<T> grad, T step, T keep, T beta1, T beta2, T unbias, T epsilon, Span<T> mean, Span<T> square, Span<T> data)
        where T : IFloatingPointIeee754<T>
    {
        T new1 = T.One - beta1, new2 = T.One - beta2;
        int i = 0;
        if (Vectorised<T>())
        {
            var epsilons = new Vector<T>(epsilon);
            for (; i <= data.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var g = new Vector<T>(grad[i..]);
                Vector<T> m = beta1 * new Vector<T>(mean[i..]) + new1 * g;
                Vector<T> v = beta2 * new Vector<T>(square[i..]) + new2 * (g * g);
                m.CopyTo(mean[i..]);
                v.CopyTo(square[i..]);
                (keep * new Vector<T>(data[i..]) - step * m / (unbias * Vector.SquareRoot(v) + epsilons)).CopyTo(data[i..]);
            }
        }

        for (; i < data.Length; i++)
        {
            mean[i] = beta1 * mean[i] + new1 * grad[i];
            square[i] = beta2 * square[i] + new2 * (grad[i] * grad[i]);
            data[i] = keep * data[i] - step * mean[i] / (unbias * T.Sqrt(square[i]) + epsilon);
        }
    }
}
