using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Recording;

/// <summary>One tensor on a tape.</summary>
internal struct Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How it was made; null for a leaf and for whatever no gradient can flow through.</summary>
    public Rule<T>? Rule;

    /// <summary>The parameter that a leaf stands for.</summary>
    public Parameter<T>? Parameter;

    public Layout Layout;

    /// <summary>The elements, or for a view the buffer that they lie in.</summary>
    public Buffer<T> Data;

    /// <summary>Row-major; rented at the first gradient, which <see cref="Sweep"/> tells.</summary>
    public Buffer<T> Grad;

    public Buffer<T> Saved;
    public Buffer<int> Integers;
    public int Argument;
    public T Number;

    public Operands Operands;

    /// <summary>The latest sweep that reached the node; 0 for none.</summary>
    public int Sweep;

    public bool RequiresGrad;

    public readonly bool IsLeaf => Operands[0] < 0;
}
