using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Jit;

/// <summary>The widest vector of the machine for an element type, as reflection sees it.</summary>
[RequiresDynamicCode("Makes generic methods at run time.")]
[RequiresUnreferencedCode("Finds methods by name.")]
internal sealed class VectorType
{
    private readonly Type _statics; // the class of the vector's static methods

    public VectorType(Type element)
    {
        Element = element;
        (_statics, Type vector, Type lanes, int bytes) =
            Vector512.IsHardwareAccelerated ? (typeof(Vector512), typeof(Vector512<>), typeof(Lanes512<>), 64)
            : Vector256.IsHardwareAccelerated ? (typeof(Vector256), typeof(Vector256<>), typeof(Lanes256<>), 32)
            : (typeof(Vector128), typeof(Vector128<>), typeof(Lanes128<>), 16);
        Type = vector.MakeGenericType(element);
        Lanes = lanes.MakeGenericType(element);
        Count = bytes / (element == typeof(double) ? 8 : 4);
        Load = Generic("Load");
        Store = Generic("Store");
        Create = _statics.GetMethod("Create", [element])!;
    }

    public Type Element { get; }

    public Type Type { get; }

    /// <summary>The type argument that stands for the vector in kernels.</summary>
    public Type Lanes { get; }

    /// <summary>Elements of one vector.</summary>
    public int Count { get; }

    public MethodInfo Load { get; }

    public MethodInfo Store { get; }

    public MethodInfo Create { get; }

    /// <summary>A static method on vectors of any element.</summary>
    public MethodInfo Generic(string name, int parameters = -1) => _statics.GetMethods()
        .Single(method => method.Name == name && method.IsGenericMethodDefinition && method.GetGenericArguments().Length == 1 && (parameters < 0 || method.GetParameters().Length == parameters))
        .MakeGenericMethod(Element);

    /// <summary>A static method on vectors of this element.</summary>
    public MethodInfo Plain(string name, int parameters) => _statics.GetMethod(name, [.. Enumerable.Repeat(Type, parameters)])!;

    public MethodInfo Operator(string name, int parameters) => Type.GetMethod(name, [.. Enumerable.Repeat(Type, parameters)])!;

    /// <summary>The vector form of a function of the engine: a static method of three type parameters.</summary>
    public MethodInfo Function(Type definition, string name, int parameters) => definition.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Single(method => method.Name == name && method.IsGenericMethodDefinition && method.GetGenericArguments().Length == 3 && method.GetParameters().Length == parameters)
        .MakeGenericMethod(Element, Type, Lanes);
}
