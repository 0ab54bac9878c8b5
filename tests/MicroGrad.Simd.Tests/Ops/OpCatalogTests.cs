using MicroGrad.Simd.Catalogue;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

public sealed class OpCatalogTests
{
    [Fact]
    public void Every_unary_op_of_the_assembly_is_in_the_catalogue_once() =>
        Assert.Equal(OpsThatAre(typeof(IUnaryOp<>)), TypesIn(OpCatalog.Unary<double>()));

    [Fact]
    public void Every_binary_op_of_the_assembly_is_in_the_catalogue_once() =>
        Assert.Equal(OpsThatAre(typeof(IBinaryOp<>)), TypesIn(OpCatalog.Binary<double>()));

    [Fact]
    public void No_two_ops_share_a_name()
    {
        string[] names = [.. OpCatalog.Unary<double>().Select(op => op.Name), .. OpCatalog.Binary<double>().Select(op => op.Name)];
        Assert.All(names, name => Assert.NotEmpty(name.Trim()));
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Every_op_is_sampled_by_a_row_of_the_table_of_ops()
    {
        HashSet<string> recorded = [.. OpTable.Rows.SelectMany(RecordedRules.Of)];
        string[] names = [.. OpCatalog.Unary<double>().Select(op => op.Name), .. OpCatalog.Binary<double>().Select(op => op.Name)];
        string missing = string.Join(", ", names.Except(recorded));
        Assert.True(missing.Length == 0, $"No row samples {missing}.");
    }

    private static string[] OpsThatAre(Type arity) =>
    [
        .. typeof(OpCatalog).Assembly.GetTypes()
            .Where(type => type.IsValueType && !typeof(IComparison).IsAssignableFrom(type) && !typeof(INumberOp).IsAssignableFrom(type)
                && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == arity))
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal),
    ];

    private static string[] TypesIn<T>(Rule<T>[] rules) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        [.. rules.Select(rule => rule.GetType().GetGenericArguments()[0].Name).Order(StringComparer.Ordinal)];
}
