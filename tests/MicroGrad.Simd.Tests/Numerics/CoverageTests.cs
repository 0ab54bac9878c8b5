using System.Numerics;
using System.Reflection;
using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>The tables miss no member of the interface.</summary>
public sealed class CoverageTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_member_of_the_interface_family_is_in_a_table()
    {
        string[] members = [.. Interfaces.SelectMany(type => type.GetMethods(Declared)).Where(IsOverridable).Select(Key).Distinct()];
        HashSet<string> rows = [.. Members<double>.All.Select(row => row.Key)];
        Assert.Equal([], members.Where(member => !rows.Contains(member)));
        Assert.InRange(members.Length, 170, 400);
    }

    [Fact]
    public void Every_row_names_a_member()
    {
        HashSet<string> members = [.. Interfaces.Append(typeof(object)).SelectMany(type => type.GetMethods(Declared)).Select(Key)];
        Assert.Equal([], Members<double>.All.Select(row => row.Key).Where(key => !members.Contains(key)).Distinct());
    }

    private static IEnumerable<Type> Interfaces =>
        typeof(IFloatingPointIeee754<double>).GetInterfaces().Append(typeof(IFloatingPointIeee754<double>)).Append(typeof(IMinMaxValue<double>));

    // What an interface implements of another is no member of its own.
    private static bool IsOverridable(MethodInfo method) => !method.Name.Contains('.', StringComparison.Ordinal);

    private static string Key(MethodInfo method) => $"{method.Name}({string.Join(",", method.GetParameters().Select(parameter => Spell(parameter.ParameterType)))})";

    private static string Spell(Type type) =>
        type == typeof(double) ? "T"
        : type.IsByRef ? $"out {Spell(type.GetElementType()!)}"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(Spell))}>"
        : type.Name;
}
