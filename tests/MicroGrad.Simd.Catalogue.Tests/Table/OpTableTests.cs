using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Table;

/// <summary>The table names every op, and nothing else.</summary>
public sealed class OpTableTests
{
    [Fact]
    public void Every_public_member_that_gives_a_tensor_has_a_row()
    {
        HashSet<string> named = [.. OpTable<double>.Rows.SelectMany(row => row.Members)];
        string missing = string.Join(", ", TensorMembers.GivingTensors.Except(named).Order(StringComparer.Ordinal));
        Assert.True(missing.Length == 0, $"No row has {missing}.");
    }

    [Fact]
    public void Every_row_names_members_that_exist() => Assert.All(OpTable<double>.Rows, row =>
    {
        Assert.NotEmpty(row.Members);
        Assert.Empty(row.Members.Except(TensorMembers.All));
    });

    [Fact]
    public void No_two_rows_share_a_name() => Assert.Equal(OpTable<double>.Rows.Select(row => row.Name).Distinct(), OpTable<double>.Rows.Select(row => row.Name));

    [Fact]
    public void Every_row_says_what_it_computes() => Assert.All(OpTable<double>.Rows, row =>
    {
        Assert.NotEmpty(row.Name.Trim());
        Assert.NotEmpty(row.Formula.Trim());
        Assert.NotEmpty(row.Gradient.Trim());
        Assert.Equal(row.Scalar is null, row.Elementwise is null);
    });

    [Fact]
    public void The_document_is_what_the_table_gives() =>
        Assert.True(File.ReadAllText(OpDocument.Path) == OpDocument.Write(), "docs/ops.md differs: run `dotnet run -c Release --project tests/MicroGrad.Simd.Catalogue`.");
}
