using System.Numerics.Tensors;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Delta and gamma under Heston: at every point the means over the same paths of variance, so that the noise leaves the surface smooth.</summary>
internal sealed class HestonSurface
{
    private const int MostPaths = 1024;

    private readonly ValueProgram<double> _program;
    private readonly HestonBatch _batch;
    private readonly double[] _outputs;
    private readonly double[] _gradients;

    public HestonSurface(int paths, int steps, int threads, int seed)
    {
        _program = PricePrograms.Compiled(PricePrograms.HestonDelta(steps));
        _program.Threads = threads;
        paths = Math.Min(paths, MostPaths) / 2 * 2; // normals come in pairs
        _batch = new(paths, steps);
        _outputs = new double[2 * paths];
        _gradients = new double[2 * paths];
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
            Surface.Delta[row, column] = TensorPrimitives.Average<double>(_outputs.AsSpan(_outputs.Length / 2));
            Surface.Gamma[row, column] = TensorPrimitives.Average<double>(_gradients.AsSpan(_gradients.Length / 2));
        }
    }
}
