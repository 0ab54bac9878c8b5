using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>The least that a tape of slopes can be: static memory that never grows, values without a tape, and no check of anything but the end.</summary>
internal static unsafe class BareTape
{
    private const int Capacity = 1 << 15;

    private static readonly Node* Nodes = (Node*)NativeMemory.AlignedAlloc((nuint)(Capacity * sizeof(Node)), 4096);
    private static readonly double* Grads = (double*)NativeMemory.AlignedAlloc(Capacity * sizeof(double), 4096);
    private static int _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BareValue Push(int left, int right, double slopeLeft, double slopeRight, double y)
    {
        int i = _count;
        if (i >= Capacity) throw new InvalidOperationException("The tape is full.");
        Node* node = Nodes + i;
        node->Left = left;
        node->Right = right;
        node->SlopeLeft = slopeLeft;
        node->SlopeRight = slopeRight;
        _count = i + 1;
        return new BareValue(i, y);
    }

    public static void Reset() => _count = 0;

    public static double GradOf(BareValue x) => Grads[x.Index];

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Backward(BareValue root)
    {
        double* grads = Grads;
        new Span<double>(grads, root.Index + 1).Clear();
        grads[root.Index] = 1;
        Node* node = Nodes + root.Index;
        for (int i = root.Index; i >= 0; i--, node--)
        {
            double dy = grads[i];
            grads[node->Left] += dy * node->SlopeLeft;
            grads[node->Right] += dy * node->SlopeRight;
        }
    }

    private struct Node
    {
        public int Left, Right;
        public double SlopeLeft, SlopeRight;
    }
}

/// <summary>A number of the <see cref="BareTape"/>.</summary>
internal readonly struct BareValue(int index, double data) : IAdditionOperators<BareValue, BareValue, BareValue>, IMultiplyOperators<BareValue, BareValue, BareValue>
{
    public readonly int Index = index;
    public readonly double Data = data;

    public static BareValue operator +(BareValue a, BareValue b) => BareTape.Push(a.Index, b.Index, 1, 1, a.Data + b.Data);

    public static BareValue operator *(BareValue a, BareValue b) => BareTape.Push(a.Index, b.Index, b.Data, a.Data, a.Data * b.Data);

    public BareValue Relu() => BareTape.Push(Index, Index, Data > 0 ? 1 : 0, 0, Data > 0 ? Data : 0);
}
