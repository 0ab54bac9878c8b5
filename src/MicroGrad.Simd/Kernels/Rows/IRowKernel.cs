namespace MicroGrad.Simd.Kernels;

/// <summary>A function of one row, as a plain loop and on vectors.</summary>
internal interface IRowKernel
{
    static abstract RowUse Use { get; }

    /// <summary>How many columns of one number per row there are, if any are used: two or three.</summary>
    static virtual int Columns => 2;

    /// <summary>Whether a tile of transposed rows is worth its copies where narrower vectors could lie along a row.</summary>
    static virtual bool PrefersTiles => true;

    /// <summary>One row.</summary>
    static abstract void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>One row of at least one vector, or a tile of as many rows as a vector has lanes.</summary>
    /// <param name="rows">Where the row or the tile starts.</param>
    /// <param name="length">The elements of the row or of the whole tile.</param>
    static abstract void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>;
}
