using AutoDiff.Metrics;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Runtime.Tests.Metrics;

[Collection(WorkerCount.Name)]
public class ThreadTests
{
    private static readonly CounterRandom Random = new(17);
    private static readonly double[] Scores = [.. Enumerable.Range(0, 60_000).Select(i => Math.Round(10 * Random.Normal((ulong)i)))];
    private static readonly double[] Relevance = [.. Enumerable.Range(0, 60_000).Select(i => Math.Floor(4 * Random.Uniform((ulong)i)))];
    private static readonly int[] Offsets = [.. Enumerable.Range(0, 1001).Select(q => (int)(60_000L * q * q / 1_000_000))];

    [Fact]
    public void Ndcg_HasTheSameBitsAtAnyNumberOfThreads()
    {
        NdcgResult With(int threads)
        {
            using var count = WorkerCount.Set(threads);
            return Ndcg.Compute<double>(Scores, Relevance, Offsets, [1, 10, int.MaxValue]);
        }
        var serial = With(1);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(serial.Ndcg, With(threads).Ndcg);
            Assert.Equal(serial.Dcg, With(threads).Dcg);
            Assert.Equal((1000, serial.EmptyLists), (With(threads).Lists, With(threads).EmptyLists));
        }
    }

    [Fact]
    public void Ndcg_OfNoLists_IsUndefinedAtAnyNumberOfThreads()
    {
        foreach (int threads in new[] { 1, 4 })
        {
            using var count = WorkerCount.Set(threads);
            Assert.False(Ndcg.Compute<double>([], [], [0], [3]).Ndcg[0].IsDefined);
        }
    }

    [Fact]
    public void TopKOfRows_IsTheSameAtAnyNumberOfThreads()
    {
        (int[], double[]) With(int threads, int columns)
        {
            using var count = WorkerCount.Set(threads);
            int[] indices = new int[60_000 / columns * 7];
            double[] top = new double[indices.Length];
            Assert.Equal(7, TopK.SelectRows<double>(Scores, columns, 7, indices, top));
            return (indices, top);
        }
        foreach (int columns in new[] { 10, 100, 30_000 })
        {
            var serial = With(1, columns);
            foreach (int threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(serial.Item1, With(threads, columns).Item1);
                Assert.Equal(serial.Item2, With(threads, columns).Item2);
            }
        }
    }
}
