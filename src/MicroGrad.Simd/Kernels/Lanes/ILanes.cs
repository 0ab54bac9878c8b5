namespace MicroGrad.Simd.Kernels;

/// <summary>A vector type as a type argument, so that one kernel source serves every width.</summary>
/// <remarks>
/// The vector itself is the second type parameter, not a field of the implementation: a kernel's locals are then plain
/// <c>Vector512&lt;float&gt;</c> and the JIT keeps them in registers. Implementations are empty structs whose members
/// all inline; inlining is what makes the abstraction free, hence the attribute on each of them.
/// </remarks>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TVector">What holds <see cref="Count"/> elements.</typeparam>
internal unsafe interface ILanes<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    /// <summary>Elements in one vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(TVector x, T* destination);

    static abstract TVector Broadcast(T x);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>sum += x·y, rounded once where the machine fuses and twice where it does not.</summary>
    /// <remarks>By reference, because the JIT then adds in the accumulator's own register; a returned pair costs a move each.</remarks>
    static abstract void AddProduct(ref TVector sum, TVector x, TVector y);

    /// <summary>The sum of all elements.</summary>
    static abstract T Sum(TVector x);
}
