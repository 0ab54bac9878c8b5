using MicroGrad.Simd.Recording;
using Xunit;

namespace MicroGrad.Simd.Tests.Recording;

public sealed class ArenaTests
{
    [SeedProperty]
    public void Buffers_of_one_step_do_not_overlap_and_start_on_a_cache_line(Seed seed)
    {
        Random random = seed.Random();
        var arena = new Arena<float>();
        for (int step = 0; step < 3; step++)
        {
            var rented = new List<(Buffer<float> Buffer, float Mark)>();
            for (int i = random.Next(1, 40); i > 0; i--)
            {
                Buffer<float> buffer = arena.Rent(random.Next(6) switch { 0 => 0, 1 => random.Next(20_000, 60_000), _ => random.Next(1, 200) });
                buffer.Span.Fill(i);
                rented.Add((buffer, i));
            }

            foreach ((Buffer<float> buffer, float mark) in rented)
            {
                Assert.False(buffer.Span.ContainsAnyExcept(mark));
                if (buffer.Length > 0) Assert.Equal(0, AddressOf(buffer) % 64);
            }

            arena.Reset();
        }

        arena.Release();
    }

    [Theory, InlineData(1 << 13), InlineData(50_000), InlineData(1 << 20)]
    public void Large_buffers_of_one_size_start_at_different_places_of_their_pages(int length)
    {
        var arena = new Arena<float>();
        for (int step = 0; step < 2; step++)
        {
            for (int i = 0; i < 10; i++)
            {
                Assert.Equal(i % 4 * 1088, AddressOf(arena.Rent(length)) % 4096);
                if (i % 3 == 0) arena.Rent(100 * i);
            }

            arena.Reset();
        }

        for (int place = 0; place < 5; place++) Assert.Equal(place % 4 * 1088, AddressOf(Buffer<float>.Allocate(length, place)) % 4096);
    }

    [Fact]
    public void The_same_requests_after_a_reset_get_the_same_memory()
    {
        var arena = new Arena<double>();
        int[] lengths = [5, 100_000, 0, 7, 30_000, 1, 500_000];
        nint[] first = Rent(), second, third;
        arena.Reset();
        second = Rent();
        arena.Reset();
        third = Rent();
        Assert.Equal(first, second);
        Assert.Equal(first, third);
        arena.Release();

        nint[] Rent() => Array.ConvertAll(lengths, length => length == 0 ? arena.Rent(0).Length : AddressOf(arena.Rent(length)));
    }

    [Fact]
    public void Buffers_of_references_work_too()
    {
        var arena = new Arena<string>();
        Buffer<string> a = arena.Rent(3), b = arena.Rent(2);
        a.Span.Fill("a");
        b.Span.Fill("b");
        Assert.Equal(["a", "a", "a"], a.Span.ToArray());
        Assert.Equal(["b", "b"], b.Span.ToArray());
    }

    [Fact]
    public async Task Tapes_on_many_threads_take_chunks_from_one_pool_and_never_share_one()
    {
        bool[] right = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() =>
        {
            var random = new Random(i);
            for (int round = 0; round < 60; round++)
            {
                using var tape = new TensorTape<float>();
                int length = random.Next(1, 60_000);
                float[] values = new float[length];
                Array.Fill(values, i);
                Tensor<float> x = tape.Variable(values, [length]), y = x * 2;
                Thread.Yield();
                y.Sum().Backward();
                if (y.Data.ContainsAnyExcept(2f * i) || x.Grad.ContainsAnyExcept(2f)) return false;
            }

            return true;
        })));
        Assert.All(right, Assert.True);
    }

    private static unsafe nint AddressOf<T>(Buffer<T> buffer) where T : unmanaged
    {
        // Buffers of unmanaged elements are pinned.
        fixed (T* start = buffer.Span) return (nint)start;
    }
}
