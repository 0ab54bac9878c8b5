using System.Numerics.Tensors;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Delta and gamma under Heston: at every point the means over the same paths of variance, so that the noise leaves the surface smooth.</summary>
internal sealed class HestonSurface
{
    private const int Paths = 1024;

    private readonly ValueProgram<double> _program;
    private readonly HestonBatch _batch;
    private readonly double[] _outputs = new double[2 * Paths];
    private readonly double[] _gradients = new double[2 * Paths];

    public HestonSurface(int steps, int threads, int seed)
    {
        _program = PricePrograms.Compiled(PricePrograms.HestonDelta(steps));
        _program.Threads = threads;
        _batch = new(Paths, steps);
        new Normals(seed).Fill(_batch.Noise);
    }

    public Surface Surface { get; } = new();

    public void Run(int row)
    {
        _batch.Set(3, Surface.Time(row));
        for (int column = 0; column < Surface.Columns; column++)
        {
            _batch.Set(0, Surface.Spot(column));
            _program.Evaluate(_batch.Rows, _outputs, _gradients);
            Surface.Delta[row, column] = TensorPrimitives.Average<double>(_outputs.AsSpan(Paths));
            Surface.Gamma[row, column] = TensorPrimitives.Average<double>(_gradients.AsSpan(Paths));
        }
    }
}
