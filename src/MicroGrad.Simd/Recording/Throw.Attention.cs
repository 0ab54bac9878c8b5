namespace MicroGrad.Simd.Recording;

/// <content>Attention.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void CannotAttend(in Shape query, in Shape key, in Shape value) => throw new ArgumentException(
        $"Attention: queries {query}, keys {key} and values {value} do not fit. They must be [..., queries, depth], [..., keys, depth] and [..., keys, width] with the same leading axes.");

    [DoesNotReturn]
    public static void MaskTooLarge(in Shape mask, in Shape scores) => throw new ArgumentException(
        $"Attention: the mask {mask} does not fit the scores {scores}. It must stretch to them, not they to it.");
}
