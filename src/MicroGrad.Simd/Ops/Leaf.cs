namespace MicroGrad.Simd.Ops;

/// <summary>A value that no op made.</summary>
internal readonly struct Leaf : IOp
{
    public static string Name => "leaf";

    public static int OperandCount => 0;
}
