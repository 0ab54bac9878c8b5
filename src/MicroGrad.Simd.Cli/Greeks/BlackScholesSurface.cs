namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Delta and gamma of Black and Scholes.</summary>
internal static class BlackScholesSurface
{
    public static Surface Create(int threads)
    {
        var surface = new Surface();
        ValueProgram<double> program = PricePrograms.BlackScholesDelta(gradientCount: 1);
        program.Threads = threads;
        const int count = Surface.Rows * Surface.Columns;
        double[] inputs = [.. Market.BlackScholes.SelectMany(input => Enumerable.Repeat(input, count))];
        for (int i = 0; i < count; i++)
        {
            inputs[i] = Surface.Spot(i % Surface.Columns);
            inputs[4 * count + i] = Surface.Time(i / Surface.Columns);
        }

        double[] outputs = new double[2 * count], gradients = new double[2 * count];
        program.Evaluate(inputs, outputs, gradients);
        for (int i = 0; i < count; i++)
        {
            surface.Delta[i / Surface.Columns, i % Surface.Columns] = outputs[count + i];
            surface.Gamma[i / Surface.Columns, i % Surface.Columns] = gradients[count + i];
        }

        return surface;
    }
}
