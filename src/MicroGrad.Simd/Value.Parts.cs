namespace MicroGrad.Simd;

/// <content>Exponent and significand. Here rather than in the interface that the rest comes from: an instance member there would box the number.</content>
public readonly partial struct Value<T>
{
    int IFloatingPoint<Value<T>>.GetExponentByteCount() => Observe(this).GetExponentByteCount();

    int IFloatingPoint<Value<T>>.GetExponentShortestBitLength() => Observe(this).GetExponentShortestBitLength();

    int IFloatingPoint<Value<T>>.GetSignificandBitLength() => Observe(this).GetSignificandBitLength();

    int IFloatingPoint<Value<T>>.GetSignificandByteCount() => Observe(this).GetSignificandByteCount();

    bool IFloatingPoint<Value<T>>.TryWriteExponentBigEndian(Span<byte> destination, out int bytesWritten) => Observe(this).TryWriteExponentBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<Value<T>>.TryWriteExponentLittleEndian(Span<byte> destination, out int bytesWritten) => Observe(this).TryWriteExponentLittleEndian(destination, out bytesWritten);

    bool IFloatingPoint<Value<T>>.TryWriteSignificandBigEndian(Span<byte> destination, out int bytesWritten) => Observe(this).TryWriteSignificandBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<Value<T>>.TryWriteSignificandLittleEndian(Span<byte> destination, out int bytesWritten) => Observe(this).TryWriteSignificandLittleEndian(destination, out bytesWritten);
}
