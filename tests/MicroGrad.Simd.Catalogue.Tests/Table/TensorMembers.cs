using System.Reflection;
using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Catalogue.Tests.Table;

/// <summary>The public members that give tensors, as rows name them: <c>Softmax</c> of the tensor, <c>Loss.Huber</c> of another class.</summary>
internal static class TensorMembers
{
    /// <summary>Members that compute nothing, and those that apply ops of the user.</summary>
    private static readonly HashSet<string> NoOps = ["Apply", "Detach", "op_Implicit", "op_UnaryPlus"];

    public static IReadOnlySet<string> All { get; } = Find();

    private static HashSet<string> Find()
    {
        const BindingFlags OwnPublic = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<string> own = typeof(Tensor<>).GetMethods(OwnPublic).Where(GivesTensors).Select(method => method.Name).Where(name => !NoOps.Contains(name));
        IEnumerable<string> others =
            from assembly in new[] { typeof(Tensor<>).Assembly, typeof(Loss).Assembly }
            from type in assembly.GetExportedTypes()
            where type is { IsAbstract: true, IsSealed: true }
            from method in type.GetMethods(OwnPublic)
            where GivesTensors(method)
            select $"{type.Name}.{method.Name}";
        IEnumerable<string> indexers = typeof(Tensor<>).GetProperties(OwnPublic).Where(property => property.GetIndexParameters().Length > 0).Select(property => property.Name);
        return [.. own, .. indexers, .. others];
    }

    private static bool GivesTensors(MethodInfo method) => !(method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal)) && HoldsTensors(method.ReturnType);

    /// <summary>Whether a type is a tensor, or an array, tuple or small structure of the library's that holds some.</summary>
    private static bool HoldsTensors(Type type) =>
        type.IsArray ? HoldsTensors(type.GetElementType()!)
        : IsTensor(type) || (type.IsValueType && type.Assembly != typeof(TensorMembers).Assembly && (
            type.GetGenericArguments().Any(IsTensor)
            || (type.Namespace == typeof(Tensor<>).Namespace && type.GetProperties().Any(property => IsTensor(property.PropertyType)))));

    private static bool IsTensor(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Tensor<>);
}
