namespace MicroGrad.Simd;

/// <summary>What an LSTM hands from one time to the next.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Hidden">h, which is also its output, [rows, width].</param>
/// <param name="Cell">c, [rows, width].</param>
public readonly record struct LstmState<T>(Tensor<T> Hidden, Tensor<T> Cell) where T : unmanaged, IFloatingPointIeee754<T>;
