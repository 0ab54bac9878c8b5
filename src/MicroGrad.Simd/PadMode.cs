namespace MicroGrad.Simd;

/// <summary>What stands around a tensor that is padded.</summary>
public enum PadMode
{
    /// <summary>One number.</summary>
    Constant,

    /// <summary>The elements beside the edge, mirrored at the edge element: <c>3 2 [1 2 3] 2 1</c>.</summary>
    Reflect,

    /// <summary>The edge element again and again: <c>1 1 [1 2 3] 3 3</c>.</summary>
    Replicate,

    /// <summary>The elements of the other end: <c>2 3 [1 2 3] 1 2</c>.</summary>
    Circular,
}
