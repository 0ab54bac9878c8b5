using System.Reflection;
using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Catalogue.Tests.Table;

/// <summary>Public members, as rows name them: <c>Softmax</c> of the tensor, <c>Loss.Huber</c> of another type.</summary>
internal static class TensorMembers
{
    private const BindingFlags OwnPublic = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Members that record leaves or compute nothing, and those that apply ops of the user.</summary>
    private static readonly HashSet<string> NoOps = ["Apply", "Detach", "op_Implicit", "op_UnaryPlus", "TensorTape.Constant", "TensorTape.Track", "TensorTape.Variable"];

    private static readonly Type[] Types = [.. typeof(Tensor<>).Assembly.GetExportedTypes(), .. typeof(Loss).Assembly.GetExportedTypes()];

    /// <summary>Every member that a row may name.</summary>
    public static IReadOnlySet<string> All { get; } = Types.SelectMany(type => type.GetMembers(OwnPublic)).Select(Name).ToHashSet();

    /// <summary>Those of tensors, tapes and static classes that give tensors, but for <see cref="NoOps"/>.</summary>
    public static IReadOnlySet<string> GivingTensors { get; } = Types
        .Where(type => type is { IsAbstract: true, IsSealed: true } || type == typeof(Tensor<>) || type == typeof(TensorTape<>))
        .SelectMany(type => type.GetMembers(OwnPublic)).Where(GivesTensors).Select(Name).Except(NoOps).ToHashSet();

    private static string Name(MemberInfo member) => member.DeclaringType == typeof(Tensor<>) ? member.Name : $"{member.DeclaringType!.Name.Split('`')[0]}.{member.Name}";

    private static bool GivesTensors(MemberInfo member) => member switch
    {
        MethodInfo method => (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && HoldsTensors(method.ReturnType),
        PropertyInfo property => property.GetIndexParameters().Length > 0 && HoldsTensors(property.PropertyType),
        _ => false,
    };

    /// <summary>Whether a type is a tensor, or an array, tuple or small structure of the library's that holds some.</summary>
    private static bool HoldsTensors(Type type) =>
        type.IsArray ? HoldsTensors(type.GetElementType()!)
        : IsTensor(type) || (type.IsValueType && (
            type.GetGenericArguments().Any(IsTensor)
            || (type.Namespace == typeof(Tensor<>).Namespace && type.GetProperties().Any(property => IsTensor(property.PropertyType)))));

    private static bool IsTensor(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Tensor<>);
}
