namespace MicroGrad.Simd.Programs;

/// <summary>The memory that one thread runs a plan in.</summary>
internal sealed class Workspace<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Workspace(Plan<T> plan, int lanes)
    {
        // Rows are a vector further apart than they are long: with a power of 2 between them, all lie in the same few sets of the cache. Behind them is
        // one vector for each input and output, for the scenarios that fill no vector.
        int rows = plan.ScratchCount + plan.Constants.Length, distance = lanes + Vector;
        int ends = plan.InputCount + plan.OutputCount;
        Memory = GC.AllocateArray<T>(rows * distance + ends * Vector + Vector, pinned: true);
        Rows = GC.AllocateUninitializedArray<nint>(plan.RowCount, pinned: true);
        Lanes = lanes;
        SetRows(plan, distance);
    }

    /// <summary>Elements of the widest vector, 64 bytes.</summary>
    public static int Vector => 64 / Unsafe.SizeOf<T>() is > 0 and var count ? count : 1;

    public T[] Memory { get; }

    /// <summary>The address of each row of the plan.</summary>
    public nint[] Rows { get; }

    public int Lanes { get; }

    /// <summary>The address of the first row of one vector.</summary>
    public nint Ends { get; private set; }

    private unsafe void SetRows(Plan<T> plan, int distance)
    {
        nint start = ((nint)Unsafe.AsPointer(ref Memory[0]) + 63) & ~63;
        for (int row = plan.FirstConstant; row < plan.TableRow; row++) Rows[row] = start + (nint)(row - plan.FirstConstant) * distance * sizeof(T);
        for (int i = 0; i < plan.Constants.Length; i++) new Span<T>((void*)Rows[plan.FirstConstant + i], Lanes).Fill(plan.Constants[i]);
        Rows[plan.TableRow] = (nint)Unsafe.AsPointer(ref Rows[0]);
        Ends = start + (nint)(plan.TableRow - plan.FirstConstant) * distance * sizeof(T);
    }
}
