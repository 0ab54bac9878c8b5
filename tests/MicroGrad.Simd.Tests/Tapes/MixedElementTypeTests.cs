using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MicroGrad.Simd.Tests.Tapes;

/// <summary>Element types are not mixed silently: the compiler says so, where it stands.</summary>
public sealed class MixedElementTypeTests
{
    [Theory]
    [InlineData("Tensor<float> Mixed(Tensor<float> a, Tensor<double> b) => a + b;", "Operator '+' cannot be applied to operands of type 'Tensor<float>' and 'Tensor<double>'")]
    [InlineData("Tensor<float> Mixed(Tensor<float> a, Parameter<double> b) => a.MatMul(b);", "cannot convert from 'MicroGrad.Simd.Parameter<double>' to 'MicroGrad.Simd.Tensor<float>'")]
    [InlineData("Tensor<float> Mixed(Tensor<float> a) => a * 2.0;", "Operator '*' cannot be applied to operands of type 'Tensor<float>' and 'double'")]
    [InlineData("Value<double> Mixed(Value<double> a, Value<float> b) => a * b;", "Operator '*' cannot be applied to operands of type 'Value<double>' and 'Value<float>'")]
    [InlineData("void Mixed(Tensor<float> a, double[] upstream) => a.Backward(upstream);", "cannot convert from 'double[]' to 'System.ReadOnlySpan<float>'")]
    public void Mixing_them_does_not_compile(string member, string message) =>
        Assert.Contains(message, Assert.Single(Errors($"class Sample {{ {member} }}")), StringComparison.Ordinal);

    [Fact]
    public void One_type_compiles() => Assert.Empty(Errors("class Sample { Tensor<float> Same(Tensor<float> a, Parameter<float> b) => a.MatMul(b) + 2; }"));

    private static string[] Errors(string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Mixed", [CSharpSyntaxTree.ParseText($"using MicroGrad.Simd; {code}")], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.GetMessage())];
    }
}
