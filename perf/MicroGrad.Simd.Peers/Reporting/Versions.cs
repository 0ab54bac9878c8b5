using System.Reflection;
using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>With what is measured.</summary>
internal static class Versions
{
    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";

    /// <summary>The version of a type's package, without the commit that some add.</summary>
    public static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "of unknown version";
}
