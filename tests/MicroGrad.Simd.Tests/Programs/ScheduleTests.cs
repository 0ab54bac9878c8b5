using Xunit;

namespace MicroGrad.Simd.Tests.Programs;

/// <summary>Instructions are evaluated where they take the rows of their operands.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void What_is_used_late_but_could_be_used_early_keeps_no_row()
    {
        // Every step is used again when all are there. Three rows are enough: for a step, the step before, and what comes of the steps so far.
        var program = ValueProgram<double>.Record(1, x =>
        {
            Value<double>[] steps = new Value<double>[50];
            steps[0] = x[0];
            for (int i = 1; i < steps.Length; i++) steps[i] = (steps[i - 1] + x[0]).Sin();
            Value<double> y = 1;
            foreach (Value<double> step in steps) y = y * x[0] + step;
            return y;
        });
        double y = 1, step = 0.7;
        for (int i = 0; i < 50; i++) (y, step) = (y * 0.7 + step, Math.Sin(step + 0.7));
        double[] result = new double[1];
        program.Evaluate([0.7], result);
        Assert.Equal(y, result[0], 1e-12);
        Assert.InRange(program.Plan.ScratchCount, 1, 3);
    }

    [Fact]
    public void What_is_needed_again_later_is_not_computed_early()
    {
        // The sum could go in front of the sines, and would keep its row over all of them: x₁ is an input, so it frees none.
        var program = ValueProgram<double>.Record(2, x =>
        {
            Value<double> y = x[0];
            for (int i = 0; i < 10; i++) y = y.Sin();
            return y * (x[0] + x[1]);
        });
        Assert.Equal(2, program.Plan.ScratchCount);
        Assert.Equal("sin", program.Plan.Nodes[3].Op?.Name);
    }

    [Fact]
    public void The_last_use_of_an_operand_stays_behind_the_one_before()
    {
        // The sum could go right behind the first sine, but would free nothing there.
        var program = ValueProgram<double>.Record(1, x =>
        {
            Value<double> first = x[0].Sin(), y = x[0].Cos();
            for (int i = 0; i < 10; i++) y = y.Sin();
            return first * y / (first + first);
        });
        Assert.Equal(2, program.Plan.ScratchCount);
    }
}
