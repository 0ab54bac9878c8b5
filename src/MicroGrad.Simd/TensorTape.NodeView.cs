using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>The tape as a rule sees it.</content>
public sealed partial class TensorTape<T>
{
    // What a node saves that no backward pass will read, beside the two that a rule may ask for.
    private const int SavedScratch = 2;

    private readonly Buffer<T>[] _scratch = new Buffer<T>[SavedScratch + 1];

    /// <summary>One node at a time; there is one view per tape, so that running a rule allocates nothing.</summary>
    private sealed class NodeView(TensorTape<T> tape) : INode<T>
    {
        private int _index;

        private ref Node<T> Node => ref tape._nodes[_index];

        public Shape Shape => Node.Layout.Shape;

        public Span<T> Output => tape.Elements(_index);

        public ReadOnlySpan<T> Upstream => Node.Grad.Span;

        public Span<int> Integers => Node.Integers.Span;

        public int Argument => Node.Argument;

        public T Number => Node.Number;

        public int Threads => tape.Threads;

        public int OperandCount
        {
            get
            {
                ReadOnlySpan<int> operands = tape.OperandsOf(in Node);
                int empty = operands.IndexOf(-1);
                return empty < 0 ? operands.Length : empty;
            }
        }

        public ReadOnlySpan<T> Saved => Node.Saved.Span;

        public NodeView At(int index)
        {
            _index = index;
            return this;
        }

        public ref readonly Layout Layout(int operand) => ref tape._nodes[Operand(operand)].Layout;

        public ReadOnlySpan<T> Storage(int operand) => tape._nodes[Operand(operand)].Data.Span;

        public ReadOnlySpan<T> Elements(int operand) => tape.Elements(Operand(operand));

        public bool Wants(int operand) => tape._nodes[Operand(operand)].RequiresGrad;

        public Span<T> Grad(int operand) => tape.GradToAddTo(Operand(operand));

        public Span<T> Save(int length)
        {
            if (!Node.RequiresGrad) return Scratch(length, SavedScratch);
            Node.Saved = tape._arena.Rent(length);
            return Node.Saved.Span;
        }

        public Span<T> Scratch(int length, int number = 0)
        {
            ref Buffer<T> scratch = ref tape._scratch[number];
            if (scratch.Length < length) scratch = Buffer<T>.Allocate(length);
            return scratch.Span[..length];
        }

        private int Operand(int operand)
        {
            ref readonly Operands operands = ref Node.Operands;
            return operands.AreListed ? tape._operandList[operands.ListStart + operand] : operands[operand];
        }
    }
}
