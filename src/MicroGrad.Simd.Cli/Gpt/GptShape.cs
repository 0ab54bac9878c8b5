namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>The sizes of the model: one transformer layer, 4,192 parameters.</summary>
internal static class GptShape
{
    public const int Width = 16;
    public const int Heads = 4;
    public const int HeadWidth = Width / Heads;
    public const int Hidden = 4 * Width;

    /// <summary>Positions that the model can look back over.</summary>
    public const int Block = 16;
    public const double Epsilon = 1e-5;
}
