using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Ops of many operands.</content>
public sealed partial class TensorTape<T>
{
    private int[] _operandList = [];
    private int _operandListLength;

    /// <summary>The nodes that handles stand for here, as <see cref="Resolve"/> gives them.</summary>
    internal Operands ResolveAll(string op, ReadOnlySpan<Tensor<T>> tensors)
    {
        if (tensors.Length <= Operands.Capacity)
        {
            Operands operands = new(-1);
            for (int i = 0; i < tensors.Length; i++) operands[i] = Resolve(op, tensors[i]);
            return operands;
        }

        int start = _operandListLength, end = start + tensors.Length;
        if (end > _operandList.Length) Array.Resize(ref _operandList, Math.Max(end, 2 * _operandList.Length));
        for (int i = 0; i < tensors.Length; i++) _operandList[start + i] = Resolve(op, tensors[i]);
        _operandListLength = end;
        return Operands.Listed(start, tensors.Length);
    }

    private ReadOnlySpan<int> OperandsOf(ref readonly Node<T> node) => node.Operands.AreListed
        ? _operandList.AsSpan(node.Operands.ListStart, node.Operands.ListLength)
        : (ReadOnlySpan<int>)node.Operands;
}
