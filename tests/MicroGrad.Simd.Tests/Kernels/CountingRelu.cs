using System.Numerics;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>max(c, 0), and one more visit for each element of an m×n matrix of counters.</summary>
internal readonly unsafe struct CountingRelu<T>(int* visits, int columns) : IRowEpilogue<T>
    where T : unmanaged, INumber<T>
{
    public void Apply(in ResultBlock<T> block)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            Span<T> row = block.IsContiguous ? block.Elements.Slice(i * block.Columns, block.Columns) : block.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = T.Max(row[j], T.Zero);
                visits[(block.FirstRow + i) * columns + block.FirstColumn + j]++;
            }
        }
    }
}
