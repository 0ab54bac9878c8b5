using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MicroGrad.Simd.Jit;

namespace MicroGrad.Simd;

/// <summary>Compiles recorded programs.</summary>
public static class ProgramCompiler
{
    /// <summary>Compiles a program to straight-line vector code, in which values stay in registers from one instruction to the next.</summary>
    /// <returns>A program that computes the same, several times faster. Compiling takes some tens of milliseconds for every hundred instructions, shared by all processors.</returns>
    /// <remarks>
    /// The gradients are compiled at their first evaluation. Where the processor has no vectors, and for element types other than float and
    /// double, there is nothing to gain, and the program itself is returned.
    /// </remarks>
    /// <exception cref="PlatformNotSupportedException">The runtime does not compile, as in native AOT.</exception>
    [RequiresDynamicCode("Compiles methods at run time.")]
    [RequiresUnreferencedCode("Finds the vector form of each op by reflection.")]
    public static ValueProgram<T> Compile<T>(this ValueProgram<T> program) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(program);
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new PlatformNotSupportedException("Compile: this runtime does not compile at run time. Evaluate the program as it is.");
        return Vector128.IsHardwareAccelerated && (typeof(T) == typeof(double) || typeof(T) == typeof(float))
            ? program.Rewritten(plan => PlanCompiler<T>.Compile(plan))
            : program;
    }
}
