namespace MicroGrad.Simd.Recording;

/// <content>Attention.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void CannotAttend(in Shape query, in Shape key, in Shape value) => throw new ArgumentException(
        $"Attention: queries {query}, keys {key} and values {value} do not fit. They must be [..., queries, depth], [..., keys, depth] and [..., keys, width] with the same leading axes.");
}
