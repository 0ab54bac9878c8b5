using Xunit;

namespace MicroGrad.Simd.Tests.Readme;

/// <summary>Tests that redirect the console run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RedirectsConsole
{
    public const string Name = "console";
}
