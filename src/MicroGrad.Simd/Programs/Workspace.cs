namespace MicroGrad.Simd.Programs;

/// <summary>The memory that one thread runs a plan in.</summary>
internal sealed class Workspace<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Workspace(Plan<T> plan)
    {
        // Behind the rows is one vector for each input and output, for the scenarios that fill no vector.
        int rows = plan.ScratchCount + plan.Constants.Length, ends = plan.InputCount + plan.OutputCount;
        Memory = GC.AllocateArray<T>(rows * plan.RowDistance + ends * Vector + Vector, pinned: true);
        Rows = GC.AllocateUninitializedArray<nint>(plan.RowCount, pinned: true);
        SetRows(plan);
    }

    /// <summary>Elements of the widest vector, 64 bytes.</summary>
    public static int Vector => 64 / Unsafe.SizeOf<T>() is > 0 and var count ? count : 1;

    public T[] Memory { get; }

    /// <summary>The address of each row of the plan.</summary>
    public nint[] Rows { get; }

    /// <summary>The address of the first row of one vector.</summary>
    public nint Ends { get; private set; }

    private unsafe void SetRows(Plan<T> plan)
    {
        nint distance = (nint)plan.RowDistance * sizeof(T), start = ((nint)Unsafe.AsPointer(ref Memory[0]) + 63) & ~63;
        for (int row = plan.FirstConstant; row < plan.TableRow; row++) Rows[row] = start + (row - plan.FirstConstant) * distance;
        for (int i = 0; i < plan.Constants.Length; i++) new Span<T>((void*)Rows[plan.FirstConstant + i], plan.Lanes).Fill(plan.Constants[i]);
        Rows[plan.TableRow] = (nint)Unsafe.AsPointer(ref Rows[0]);
        Ends = start + (plan.TableRow - plan.FirstConstant) * distance;
    }
}
