using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Jit;

/// <summary>Which instructions have a vector form, and its code: operands are on the evaluation stack before, the result after.</summary>
[RequiresDynamicCode("Makes generic methods at run time.")]
[RequiresUnreferencedCode("Finds methods by name.")]
internal sealed class InstructionEmitter<T>(VectorType vector) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<LaneOp<T>, Action<ILGenerator>?> _known = [];

    /// <summary>The code of an instruction; null where it has no vector form.</summary>
    public Action<ILGenerator>? CodeOf(LaneOp<T> op)
    {
        if (!_known.TryGetValue(op, out Action<ILGenerator>? code)) _known[op] = code = Find(op);
        return code;
    }

    private Action<ILGenerator>? Find(LaneOp<T> op)
    {
        // The JIT knows what the commonest instructions are; only the others have to be inlined, for which its budget is limited.
        Arithmetic<T> ops = Arithmetic<T>.Instance;
        if (op == ops.Add) return Call(vector.Operator("op_Addition", 2));
        if (op == ops.Subtract) return Call(vector.Operator("op_Subtraction", 2));
        if (op == ops.Multiply) return Call(vector.Type.GetMethod("op_Multiply", [vector.Type, vector.Type])!);
        if (op == ops.Divide) return Call(vector.Type.GetMethod("op_Division", [vector.Type, vector.Type])!);
        if (op == ops.Negate) return Call(vector.Operator("op_UnaryNegation", 1));
        if (op == ops.MultiplyAdd) return Call(vector.Plain("MultiplyAddEstimate", 3));
        if (op.Definition == typeof(Sqrt) && op.OperandCount == 1) return Call(vector.Generic("Sqrt"));
        if (op.Definition == typeof(Abs) && op.OperandCount == 1) return Call(vector.Generic("Abs"));

        Type kind = op.GetType().GetGenericTypeDefinition();
        if (kind == typeof(VectorLaneOp<,>)) return Call(vector.Function(op.Definition, "Apply", 1));
        if (kind == typeof(VectorLaneOp2<,>)) return Call(vector.Function(op.Definition, "Apply", 2));
        if (kind == typeof(TernaryLaneOp<,>) || kind == typeof(SelectLaneOp<>)) return Call(vector.Function(op.Definition, "Apply", 3));
        if (kind != typeof(VectorVjpLaneOp<,>) || !op.Definition.IsAssignableTo(typeof(IVectorSlope))) return null;

        MethodInfo slope = vector.Function(op.Definition, "Slope", 2), product = vector.Type.GetMethod("op_Multiply", [vector.Type, vector.Type])!;
        return il =>
        {
            il.Emit(OpCodes.Call, slope);
            il.Emit(OpCodes.Call, product);
        };
    }

    private static Action<ILGenerator> Call(MethodInfo method) => il => il.Emit(OpCodes.Call, method);
}
