using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Shapes;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>A variable, a random view of it, and where the view's elements stand in the variable.</summary>
internal sealed class ViewedVariable
{
    private ViewedVariable(Tensor<double> variable, Tensor<double> view, int[] offsets)
    {
        Variable = variable;
        View = view;
        Offsets = offsets;
    }

    public Tensor<double> Variable { get; }

    public Tensor<double> View { get; }

    public int[] Offsets { get; }

    /// <summary>A view of the given shape: some axes permuted, some with elements around them that the view leaves out.</summary>
    public static ViewedVariable Create(TensorTape<double> tape, Random random, Shape shape, Func<double> number)
    {
        // Built from the inside out: the shape permuted, then padded, is the variable's shape.
        int[] order = [.. Enumerable.Range(0, shape.Rank)];
        if (random.Next(2) == 0) random.Shuffle(order);
        var extents = new int[shape.Rank];
        var padding = new (int Before, int After)[shape.Rank];
        for (int i = 0; i < shape.Rank; i++)
        {
            padding[order[i]] = random.Next(4) == 0 ? (random.Next(3), random.Next(2)) : (0, 0);
            extents[order[i]] = shape[i] + padding[order[i]].Before + padding[order[i]].After;
        }

        Shape stored = Shape.Create(extents);
        var numbers = new double[stored.ElementCount];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = number();
        Tensor<double> variable = tape.Variable(numbers, stored), view = variable;
        Layout layout = Layout.Contiguous(stored);
        for (int axis = 0; axis < padding.Length; axis++)
        {
            (int before, int after) = padding[axis];
            if ((before, after) == (0, 0)) continue;
            view = view.Slice(axis, before, stored[axis] - before - after);
            layout = layout.Slice(axis, before, stored[axis] - before - after);
        }

        if (order.Where((axis, i) => axis != i).Any())
        {
            view = view.Permute(order);
            layout = layout.Permute(order);
        }

        return new ViewedVariable(variable, view, Layouts.Offsets(layout));
    }

    /// <summary>The view's elements, taken from the variable one by one.</summary>
    public double[] Elements()
    {
        ReadOnlySpan<double> data = Variable.Data;
        var elements = new double[Offsets.Length];
        for (int i = 0; i < elements.Length; i++) elements[i] = data[Offsets[i]];
        return elements;
    }

    /// <summary>The variable's gradient, given the view's.</summary>
    public double[] Grad(double[] viewGrad)
    {
        var grad = new double[Variable.Shape.ElementCount];
        for (int i = 0; i < viewGrad.Length; i++) grad[Offsets[i]] += viewGrad[i];
        return grad;
    }
}
