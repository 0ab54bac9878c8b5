using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd;

/// <content>Saving and loading.</content>
public sealed partial class ValueProgram<T>
{
    /// <summary>Writes the program, in a format with a version and a checksum; its gradients are derived again when it is loaded.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <exception cref="NotSupportedException">The element type is not float or double, or the program uses a user-defined op. Nothing is written then.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfNoFileType("Save");
        ProgramFile.Write(stream, _trace, _inputs, _outputs, GradientCount);
    }

    /// <summary>Reads a program that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; read to the end of the program.</param>
    /// <param name="function">The function that was recorded, for scenarios that take another branch; without it they throw.</param>
    /// <exception cref="InvalidDataException">It is no such program, it was changed, or it is of another version or element type.</exception>
    /// <exception cref="NotSupportedException">The element type is not float or double.</exception>
    public static ValueProgram<T> Load(Stream stream, Func<Value<T>[], Value<T>[]>? function = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfNoFileType("Load");
        (Trace<T> trace, int[] inputs, int[] outputs, int gradientCount) = ProgramFile.Read<T>(stream);
        return new(trace, inputs, outputs, gradientCount, function);
    }

    private static void ThrowIfNoFileType(string op)
    {
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float))
            throw new NotSupportedException($"ValueProgram.{op}: programs of {typeof(T)} have no file format. Those of float and double have.");
    }
}
