using System.Runtime.InteropServices;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>How ops, views and leaves become nodes.</content>
public sealed partial class TensorTape<T>
{
    /// <summary>Records an op and computes its result.</summary>
    internal Tensor<T> Record(Rule<T> rule, in Shape shape, Operands operands, int argument = 0, Buffer<int> integers = default, T number = default)
    {
        int index = Push(Layout.Contiguous(shape), _arena.Rent(shape.ElementCount));
        Connect(index, rule, operands);
        _nodes[index].Argument = argument;
        _nodes[index].Number = number;
        _nodes[index].Integers = integers;
        rule.Forward(_view.At(index));
        return Handle(index);
    }

    /// <summary>Records an op that finds out while it computes whether it can: where it throws, the tape is left without it.</summary>
    internal Tensor<T> RecordOrForget(Rule<T> rule, in Shape shape, Operands operands, int argument = 0)
    {
        int count = _count;
        try
        {
            return Record(rule, shape, operands, argument);
        }
        catch (ArithmeticException)
        {
            _count = count;
            throw;
        }
    }

    /// <summary>Records identity matrices as a constant.</summary>
    internal Tensor<T> Identity(in Shape shape)
    {
        int size = shape[^1] * shape[^1];
        Buffer<T> data = _arena.Rent(shape.ElementCount);
        for (int start = 0; start < data.Length; start += size) InverseRule<T>.SetIdentity(data.Span.Slice(start, size), shape[^1]);
        return Handle(Push(Layout.Contiguous(shape), data));
    }

    /// <summary>Records a view: another layout over the operand's buffer.</summary>
    /// <param name="rule">Passes the upstream gradient on; there is nothing to compute forward.</param>
    /// <param name="layout">Where the elements stand in the operand's buffer.</param>
    /// <param name="operand">The operand.</param>
    internal Tensor<T> RecordView(Rule<T> rule, in Layout layout, int operand)
    {
        int index = Push(layout, _nodes[operand].Data);
        Connect(index, rule, new(operand));
        return Handle(index);
    }

    /// <summary>Records a view, each of whose elements is one of the operand's.</summary>
    /// <param name="rule">The view's name.</param>
    /// <param name="layout">Where the elements stand in the operand's buffer.</param>
    /// <param name="gradLayout">Where they stand in the operand's gradient, which is row-major; no two in the same place.</param>
    /// <param name="operand">The operand.</param>
    internal Tensor<T> RecordView(ViewRule<T> rule, in Layout layout, in Layout gradLayout, int operand)
    {
        Tensor<T> view = RecordView(rule, layout, operand);
        if (view.RequiresGrad) _nodes[view.Index].Integers = KeepPlaces(gradLayout);
        return view;
    }

    /// <summary>Keeps the offset and the strides of a layout, for <see cref="Layout.FromPlaces"/>.</summary>
    internal Buffer<int> KeepPlaces(in Layout layout)
    {
        Buffer<int> places = _integers.Rent(PerAxis.Capacity + 1);
        places.Span[0] = layout.Offset;
        ((ReadOnlySpan<int>)layout.Strides).CopyTo(places.Span[1..]);
        return places;
    }

    /// <summary>Keeps integers for a rule, with room behind them for others that it finds.</summary>
    internal Buffer<int> Keep(ReadOnlySpan<int> integers, int room = 0)
    {
        Buffer<int> kept = _integers.Rent(integers.Length + room);
        integers.CopyTo(kept.Span);
        return kept;
    }

    /// <summary>A vector of equal numbers without gradient.</summary>
    internal Tensor<T> Filled(T value, int length)
    {
        ThrowIfDisposed();
        Buffer<T> data = _arena.Rent(length);
        data.Span.Fill(value);
        return Handle(Push(Layout.Contiguous([length]), data));
    }

    private Tensor<T> Leaf(string op, ReadOnlySpan<T> values, in Shape shape, bool requiresGrad)
    {
        ThrowIfDisposed();
        if (values.Length != shape.ElementCount) Throw.LengthMismatch(op, values.Length, shape);
        Buffer<T> data = _arena.Rent(values.Length);
        values.CopyTo(data.Span);
        int index = Push(Layout.Contiguous(shape), data);
        _nodes[index].RequiresGrad = requiresGrad;
        return Handle(index);
    }

    private int TrackIndex(Parameter<T> parameter)
    {
        ref (uint Generation, int Index) known = ref CollectionsMarshal.GetValueRefOrAddDefault(_tracked, parameter, out _);
        if (known.Generation == Generation) return known.Index;
        int index = Push(parameter.Layout, parameter.DataBuffer);
        _nodes[index].Parameter = parameter;
        _nodes[index].RequiresGrad = true;
        known = (Generation, index);
        _trackedNow++;
        return index;
    }

    private int Push(in Layout layout, Buffer<T> data)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, 2 * _nodes.Length);
        ref Node<T> node = ref _nodes[_count];
        node = default;
        node.Layout = layout;
        node.Data = data;
        node.Operands = new(-1);
        return _count++;
    }

    /// <summary>Makes a node an op's result, if a gradient can flow through it.</summary>
    private void Connect(int index, Rule<T> rule, Operands operands)
    {
        ref Node<T> node = ref _nodes[index];
        node.Operands = operands;
        if (_noGradientDepth == 0)
            foreach (int operand in OperandsOf(in node)) node.RequiresGrad |= operand >= 0 && _nodes[operand].RequiresGrad;
        if (node.RequiresGrad) node.Rule = rule;
    }
}
