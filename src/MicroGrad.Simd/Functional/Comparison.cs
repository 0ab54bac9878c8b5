namespace MicroGrad.Simd.Functional;

/// <summary>Holds a function's gradient to differences, element by element or along directions.</summary>
internal sealed class Comparison(CheckedFunction function, double accuracy)
{
    private readonly double[] _gradient = function.Gradient(), _origin = [.. function.Point];

    public GradientEntry Element(int element)
    {
        (int operand, int index) = function.Place(element);
        Difference found = CentralDifference.At(function, x => function.Point[element] = x, _origin[element], _gradient[element], accuracy);
        return new GradientEntry(operand, index, _gradient[element], found.Slope) { Jump = found.Jump };
    }

    /// <summary>The derivative along a pseudo-random direction, which moves each element by a part of its own scale.</summary>
    public GradientEntry Direction(int number, int seed)
    {
        double[] direction = new PseudoRandom(seed, number + 1).Numbers(_origin.Length);
        double analytic = 0;
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] *= Math.Max(1, Math.Abs(_origin[i]));
            analytic += direction[i] * _gradient[i];
        }

        Difference found = CentralDifference.At(function, Move, 0, analytic, accuracy);
        return new GradientEntry(-1, number, analytic, found.Slope) { Jump = found.Jump };

        void Move(double t)
        {
            for (int i = 0; i < direction.Length; i++) function.Point[i] = _origin[i] + t * direction[i];
        }
    }
}
