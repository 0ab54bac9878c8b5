namespace MicroGrad.Simd.Nn;

/// <summary>How often a classifier is right.</summary>
public static class Accuracy
{
    /// <summary>The share of rows whose largest score is that of the row's class, from 0 to 1.</summary>
    /// <param name="scores">[rows, classes], row-major; logits or probabilities.</param>
    /// <param name="classes">One for each row.</param>
    /// <exception cref="ArgumentException">The scores do not make whole rows, one for each class given.</exception>
    public static double Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> classes) where T : IFloatingPointIeee754<T>
    {
        if (classes.IsEmpty || scores.Length % classes.Length != 0)
            throw new ArgumentException($"Accuracy: {scores.Length} scores do not make {classes.Length} rows. There must be as many scores in each row, and at least one row.");
        int width = scores.Length / classes.Length, right = 0;
        for (int row = 0; row < classes.Length; row++)
        {
            ReadOnlySpan<T> rowScores = scores.Slice(row * width, width);
            int best = 0;
            for (int i = 1; i < width; i++)
                if (rowScores[i] > rowScores[best]) best = i;
            if (best == classes[row]) right++;
        }

        return (double)right / classes.Length;
    }
}
