namespace MicroGrad.Simd.Nn;

/// <summary>Modules applied one after the other.</summary>
/// <typeparam name="T">The element type.</typeparam>
public class Chain<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T>[] _modules;

    /// <summary>Chains modules, the first one first.</summary>
    public Chain(params Module<T>[] modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _modules = [.. modules];
        Parameters = [.. _modules.SelectMany(module => module.Parameters)];
    }

    /// <summary>The modules in order.</summary>
    public IReadOnlyList<Module<T>> Modules => _modules;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override bool IsTraining
    {
        get => base.IsTraining;
        set
        {
            base.IsTraining = value;
            foreach (Module<T> module in _modules) module.IsTraining = value;
        }
    }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        foreach (Module<T> module in _modules) x = module.Forward(x);
        return x;
    }
}
