namespace MicroGrad.Simd.Kernels;

/// <summary>The rows of a tile as a type, so that the JIT removes the rows a shorter tile does not have.</summary>
internal interface ITileHeight
{
    const int Max = 12;

    static abstract int Rows { get; }

    readonly struct One : ITileHeight
    {
        public static int Rows => 1;
    }

    readonly struct Two : ITileHeight
    {
        public static int Rows => 2;
    }

    readonly struct Three : ITileHeight
    {
        public static int Rows => 3;
    }

    readonly struct Four : ITileHeight
    {
        public static int Rows => 4;
    }

    readonly struct Five : ITileHeight
    {
        public static int Rows => 5;
    }

    readonly struct Six : ITileHeight
    {
        public static int Rows => 6;
    }

    readonly struct Seven : ITileHeight
    {
        public static int Rows => 7;
    }

    readonly struct Eight : ITileHeight
    {
        public static int Rows => 8;
    }

    readonly struct Nine : ITileHeight
    {
        public static int Rows => 9;
    }

    readonly struct Ten : ITileHeight
    {
        public static int Rows => 10;
    }

    readonly struct Eleven : ITileHeight
    {
        public static int Rows => 11;
    }

    readonly struct Twelve : ITileHeight
    {
        public static int Rows => 12;
    }
}
