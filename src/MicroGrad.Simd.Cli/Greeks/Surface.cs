namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Delta and gamma of a call over spot and time to expiry; row 0 is the longest time.</summary>
internal sealed class Surface
{
    public const int Rows = 73;
    public const int Columns = 97;
    public const double LowSpot = 60, HighSpot = 140, LeastTime = 0.08, MostTime = 2;

    public double[,] Delta { get; } = new double[Rows, Columns];

    public double[,] Gamma { get; } = new double[Rows, Columns];

    public static double Spot(int column) => LowSpot + (HighSpot - LowSpot) * column / (Columns - 1);

    public static double Time(int row) => MostTime - (MostTime - LeastTime) * row / (Rows - 1);
}
