using System.Numerics;

namespace MicroGrad.Simd.Testing;

/// <summary>Makes numbers where a function is smooth.</summary>
internal static class NumberSource
{
    /// <summary>The finest rounding: numbers that are short to read.</summary>
    private const int MostDecimals = 3;

    /// <param name="random">Chooses them.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">Where they lie.</param>
    /// <param name="input">Which input of its draw they are for.</param>
    /// <param name="decimals">To how many decimals they are rounded, where that leaves them where they may be.</param>
    public static double[] Make(Random random, int count, Values values, int input, int decimals = MostDecimals)
    {
        if (values.Distinct) return Apart(random, count, values, input);
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            do numbers[i] = Math.Round(values.Low + (values.High - values.Low) * random.NextDouble(), MostDecimals);
            while (!values.Allow(numbers[i]));
            if (decimals == MostDecimals) continue;

            // Away from 0, at which too many wrong gradients are right; and only if need be towards it.
            double scale = Math.Pow(10, decimals), away = Math.CopySign(Math.Ceiling(Math.Abs(numbers[i] * scale)), numbers[i]) / scale;
            if (values.Allow(away)) numbers[i] = away;
            else if (Math.Truncate(numbers[i] * scale) / scale is var towards && values.Allow(towards)) numbers[i] = towards;
        }

        return numbers;
    }

    // Every input of a draw has a place of its own within each step of a lattice, so that no two numbers of the draw are close. Steps are
    // powers of 2 apart, so that this holds between inputs of different lengths too.
    private static double[] Apart(Random random, int count, Values values, int input)
    {
        const int MostInputs = 4;
        const double LeastStep = 1.0 / 16; // many numbers leave the range rather than come close
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        uint places = BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, count));
        double step = Math.Max(LeastStep, (values.High - values.Low) / places), low = (values.Low + values.High - step * places) / 2;
        return Array.ConvertAll(order, place => low + step * (place + (input % MostInputs + 0.5) / MostInputs));
    }
}
