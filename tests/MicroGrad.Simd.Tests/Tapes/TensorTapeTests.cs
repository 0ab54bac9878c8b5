using Xunit;

namespace MicroGrad.Simd.Tests.Tapes;

public sealed class TensorTapeTests
{
    [Fact]
    public void Variables_and_parameters_add_up_over_passes_and_inner_tensors_show_the_latest()
    {
        using var tape = new TensorTape<double>();
        var p = new Parameter<double>("p", [2], [3, 4]);
        Tensor<double> x = tape.Variable([1, 2], [2]), y = x * p, z = y.Sum();
        z.Backward();
        z.Backward();
        Assert.Equal([6.0, 8.0], x.Grad.ToArray());
        Assert.Equal([2.0, 4.0], p.Grad.ToArray());
        Assert.Equal([1.0, 1.0], y.Grad.ToArray());

        (x + x).Sum().Backward();
        Assert.Equal([8.0, 10.0], x.Grad.ToArray());
        Assert.Equal([0.0, 0.0], y.Grad.ToArray());
    }

    [Fact]
    public void A_parameter_keeps_its_gradient_over_resets_and_is_one_leaf_per_tape()
    {
        var p = new Parameter<double>("p", [1], [3]);
        using var tape = new TensorTape<double>();
        using var other = new TensorTape<double>();
        for (int i = 0; i < 2; i++)
        {
            tape.Reset();
            (tape.Track(p) * p).Sum().Backward();
            Assert.Equal(3, tape.Count);
        }

        (other.Constant(5) * p).Sum().Backward();
        Assert.Equal([6.0 + 6 + 5], p.Grad.ToArray());
        p.ZeroGrad();
        Assert.Equal([0.0], p.Grad.ToArray());
    }

    [Fact]
    public void Operators_take_parameters_and_numbers_on_either_side()
    {
        using var tape = new TensorTape<double>();
        var p = new Parameter<double>("p", [2], [1, 2]);
        Tensor<double> x = tape.Constant([10, 20], [2]);
        Assert.Equal([11.0, 22.0], (x + p).Data.ToArray());
        Assert.Equal([-9.0, -18.0], (p - x).Data.ToArray());
        Assert.Equal([5.0, 10.0], (x / 2).Data.ToArray());
        Assert.Equal([9.0, 19.0], (-1 + x).Data.ToArray());
        Assert.Equal([100.0, 400.0], x.Pow(2).Data.ToArray());
        Assert.Equal([10.0, 20.0], (+x).Data.ToArray());
    }

    [Fact]
    public void An_upstream_gradient_is_an_operand_of_the_vjp()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2, 3], [3]);
        (x * x).Backward([1, 10, 100]);
        Assert.Equal([2.0, 40, 600], x.Grad.ToArray());
    }

    [Fact]
    public void Without_gradient_nothing_is_kept_and_scopes_nest()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2], [2]), inside;
        using (tape.NoGradient())
        {
            using (tape.NoGradient()) inside = x * x;
            Assert.False((x + inside).RequiresGrad);
        }

        Assert.False(inside.RequiresGrad);
        (x * inside).Sum().Backward();
        Assert.Equal([1.0, 4.0], x.Grad.ToArray());
    }

    [Fact]
    public void A_detached_tensor_passes_nothing_back()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([3, 4], [2]);
        Tensor<double> y = x * x.Detach();
        y.Sum().Backward();
        Assert.Equal([9.0, 16.0], y.Data.ToArray());
        Assert.Equal([3.0, 4.0], x.Grad.ToArray());
    }

    [Fact]
    public void Parameters_that_a_loss_does_not_reach_are_listed()
    {
        using var tape = new TensorTape<double>();
        Parameter<double> used = new("used", [1]), detached = new("detached", [1]), aside = new("aside", [1]);
        Tensor<double> x = tape.Constant([1], [1]);
        Tensor<double> loss = (x * used + (x * detached).Detach()).Sum();
        _ = x * aside;
        Assert.Equal([detached, aside], tape.Unreached(loss));
    }

    [Fact]
    public void A_reset_tape_reuses_its_buffers_and_gives_the_same_bits()
    {
        using var tape = new TensorTape<float>();
        float[] first = Run();
        tape.Reset();
        Assert.Equal(first, Run());
        using var other = new TensorTape<float>();

        float[] Run()
        {
            Tensor<float> x = tape.Variable([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f], [2, 3]);
            (x.MatMul(x.Transpose()).Softmax().Log() * x.Sum(1)).Mean().Backward();
            return x.Grad.ToArray();
        }
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_tensors_works()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2], [2]), y = x;
        for (int i = 0; i < 100_000; i++) y += x;
        y.Sum().Backward();
        Assert.Equal([100_001.0, 100_001.0], x.Grad.ToArray());
        Assert.Equal([100_001.0, 200_002.0], y.Data.ToArray());
    }

    [Fact]
    public void A_tape_that_is_never_disposed_is_collected()
    {
        WeakReference tape = Leak();
        for (int i = 0; i < 10 && tape.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(tape.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Leak()
        {
            var tape = new TensorTape<double>();
            tape.Variable(new double[10_000], [10_000]).Exp().Sum().Backward();
            return new WeakReference(tape);
        }
    }

    [Fact]
    public void A_long_lived_tape_does_not_keep_parameters_that_it_no_longer_meets()
    {
        using var tape = new TensorTape<double>();
        WeakReference old = Use(tape);
        for (int i = 0; i < 3; i++)
        {
            tape.Reset();
            tape.Track(new Parameter<double>("new", [1]));
        }

        for (int i = 0; i < 10 && old.IsAlive; i++) GC.Collect();
        Assert.False(old.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Use(TensorTape<double> tape)
        {
            var parameter = new Parameter<double>("old", [1]);
            tape.Track(parameter);
            return new WeakReference(parameter);
        }
    }

    [Fact]
    public void A_disposed_tape_gives_its_buffers_to_the_next_one_and_not_its_numbers()
    {
        for (int i = 0; i < 3; i++)
        {
            using var tape = new TensorTape<double>();
            Tensor<double> x = tape.Variable(Enumerable.Repeat(1.5, 5000).ToArray(), [5000]);
            (x * 2).Sum().Backward();
            Assert.All(x.Grad.ToArray(), grad => Assert.Equal(2, grad));
        }
    }

    [Fact]
    public async Task Tapes_on_different_threads_share_a_parameter_for_reading()
    {
        var weight = new Parameter<double>("w", [3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        double[] sums = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() =>
        {
            double sum = 0;
            using var tape = new TensorTape<double>();
            for (int step = 0; step < 500; step++)
            {
                tape.Reset();
                using (tape.NoGradient()) sum = tape.Constant([i, i, i], [1, 3]).MatMul(weight).Sum().Item;
            }

            return sum;
        })));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => 45.0 * i), sums);
    }

    [Fact]
    public void Zero_extents_go_through_every_op()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([], [0, 3]), row = tape.Variable([1, 2, 3], [3]);
        Tensor<double> y = (x + row).Exp().Log().Sqrt().Sin().Cos().Tanh().Sigmoid().Relu().Abs().Pow(2).Maximum(row).Minimum(row) / row - x;
        y = (-y).Softmax().LogSoftmax().Softmax(0).Transpose().Permute([1, 0]).Reshape([3, 0]).Slice(0, 1, 2);
        Assert.Equal([2, 0], y.Shape);
        Tensor<double> product = tape.Variable(new double[6], [2, 3]).MatMul(x.Transpose());
        Assert.Equal([2, 0], product.Shape);
        Tensor<double> emptyInner = x.Transpose().MatMul(x);
        Assert.Equal(new double[9], emptyInner.Data.ToArray());

        (y.Sum() + product.Sum() + emptyInner.Sum() + x.Sum(0).Sum() + (x * row).Sum()).Backward();
        Assert.Equal([0.0, 0, 0], row.Grad.ToArray());
        Assert.Equal(0, x.Grad.Length);
        Assert.Equal(0, x.Max(1).Data.Length);
        Assert.True(double.IsNaN(x.Mean().Item));
    }

    [Fact]
    public void Rank_eight_is_the_highest()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable(Enumerable.Range(0, 256).Select(i => (double)i).ToArray(), [2, 2, 2, 2, 2, 2, 2, 2]);
        Tensor<double> y = x.Permute([7, 6, 5, 4, 3, 2, 1, 0]);
        Assert.Equal(128, y.Data[1]);
        (y * y.Sum([0, 7], keepAxis: true)).Sum().Backward();
        Assert.Equal(256, x.Grad.Length);
        Assert.DoesNotContain(x.Grad.ToArray(), double.IsNaN);
    }

    [Fact]
    public void Ties_of_a_maximum_share_the_gradient()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([3, 1, 3, 2, 3, 3], [2, 3]);
        x.Max(1).Sum().Backward();
        Assert.Equal([0.5, 0, 0.5, 0, 0.5, 0.5], x.Grad.ToArray());
        Tensor<double> z = tape.Variable([double.NaN, 1, double.NaN], [3]);
        Tensor<double> max = z.Max();
        max.Backward();
        Assert.True(double.IsNaN(max.Item));
        Assert.Equal([0.5, 0, 0.5], z.Grad.ToArray());
    }

    [Fact]
    public void Not_a_number_and_infinity_go_through_as_ieee_754_says()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0], [4]);
        Assert.Equal([double.NaN, double.PositiveInfinity, 0, 1], x.Exp().Data.ToArray());
        Assert.Equal([double.NaN, double.PositiveInfinity, 0, 0], x.Relu().Data.ToArray());
        Assert.Equal([double.NaN, 1, 0, 0.5], x.Sigmoid().Data.ToArray());
        Assert.Equal([double.NaN, 1, -1, 0], x.Tanh().Data.ToArray());
        Assert.True(double.IsNaN(x.Sum().Item));
        Assert.True(double.IsNaN(x.Max().Item));
        x.Relu().Sum().Backward();
        Assert.Equal([1.0, 1, 0, 0], x.Grad.ToArray());
    }

    [Fact]
    public void An_infinite_slope_off_the_roots_ancestry_poisons_nothing()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([0.0, 4.0], [2]);
        _ = x.Sqrt().Sum();
        (x * x).Sum().Backward();
        Assert.Equal([0.0, 8.0], x.Grad.ToArray());
    }

    [Fact]
    public void A_view_of_a_view_reads_and_writes_the_right_elements()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable(Enumerable.Range(0, 24).Select(i => (double)i).ToArray(), [2, 3, 4]);
        Tensor<double> view = x.Slice(2, 1, 2).Transpose(0, 2).Slice(1, 1, 2).Reshape([4, 2]);
        Assert.Equal([5.0, 17, 9, 21, 6, 18, 10, 22], view.Data.ToArray());
        (view * view).Sum().Backward();
        double[] expected = new double[24];
        foreach (double value in view.Data) expected[(int)value] = 2 * value;
        Assert.Equal(expected, x.Grad.ToArray());
    }

    [Fact]
    public void A_warm_step_with_every_kind_of_op_allocates_nothing()
    {
        using var tape = new TensorTape<float>();
        var weight = new Parameter<float>("w", [3, 4], [.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, 1, 1.1f, 1.2f]);
        var bias = new Parameter<float>("b", [4]);
        float[] x = [.1f, .2f, .3f, .4f, .5f, .6f];
        Assert.Equal(0, Allocations.Of(Step));

        void Step()
        {
            tape.Reset();
            Tensor<float> y = (tape.Constant(x, [2, 3]).MatMul(weight) + bias).Relu();
            Tensor<float> z = y.Softmax(0).Slice(1, 1, 2).Transpose().Reshape([4]).Tanh().Max() + y.Mean([0, 1]) + y.Sum(-1, keepAxis: true).Exp().Sum();
            (z + y.LogitCrossEntropy([1, 3]) + y.LogitCrossEntropy(y.Sigmoid())).Backward();
            weight.ZeroGrad();
            bias.ZeroGrad();
        }
    }
}
