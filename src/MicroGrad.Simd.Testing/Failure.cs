namespace MicroGrad.Simd.Testing;

/// <summary>The gradient of a case disagrees with differences.</summary>
internal sealed class GradientMismatchException(string report) : Exception(report);

/// <summary>Says in what case a check failed.</summary>
internal static class Failure
{
    /// <param name="check">Throws where something is wrong.</param>
    /// <param name="describe">The case's inputs and how to run it again.</param>
    public static void Explain(Action check, Func<string> describe)
    {
        try
        {
            check();
        }
        catch (GradientMismatchException wrong)
        {
            throw new InvalidOperationException($"The gradient disagrees with central differences: {wrong.Message}.\n{describe()}");
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"The check failed: {thrown.Message}\n{describe()}", thrown);
        }
    }
}
