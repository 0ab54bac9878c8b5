namespace MicroGrad.Simd.Nn;

/// <summary>Moves parameters against their gradients.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Optimizer<T> where T : IFloatingPointIeee754<T>
{
    /// <summary>Takes the parameters to move.</summary>
    protected Optimizer(IReadOnlyList<Parameter<T>> parameters, T rate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        Rate = rate;
    }

    /// <summary>The parameters that are moved.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The learning rate; change it between steps for a schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public T Rate
    {
        get;
        set => field = T.IsFinite(value) && value >= T.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Rate: {value} is no learning rate. It must be finite and at least 0.");
    }

    /// <summary>Moves every parameter once.</summary>
    public abstract void Step();

    /// <summary>Sets every gradient to 0, for the next backward pass to add to.</summary>
    public void ZeroGrad()
    {
        for (int i = 0; i < Parameters.Count; i++) Parameters[i].ZeroGrad();
    }

    /// <summary>Zeros, as many for each parameter as it has elements.</summary>
    private protected T[][] State()
    {
        var state = new T[Parameters.Count][];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = new T[Parameters[i].Data.Length];
            state[i].AsSpan().Fill(T.Zero);
        }

        return state;
    }

    private protected static T InUnitInterval(T value, string name) => value >= T.Zero && value < T.One
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name}: {value} is outside [0, 1).");

    private protected static T NotNegative(T value, string name) => T.IsFinite(value) && value >= T.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name}: {value} must be finite and at least 0.");
}
