namespace AutoDiff.Tests.Threading;

[Collection(WorkerCount.Name)]
public sealed class KernelsTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(1003, 64)]
    [InlineData(100, 1)]
    public void EveryIteration_RunsOnce_InPartsThatDoNotDependOnTheWorkers(int extent, int chunk)
    {
        foreach (int workers in (int[])[1, 2, 3])
        {
            using var scope = WorkerCount.Set(workers);
            var owners = Enumerable.Repeat(-1, extent).ToArray();
            Kernels.Run<MarkPart, float>(new MarkPart(owners), extent, chunk);
            Assert.Equal(Enumerable.Range(0, extent).Select(i => i / chunk), owners);
        }
    }

    [Fact]
    public void Kernel_GetsTheWidestVectorOfTheMachine()
    {
        var widths = new int[2];
        Kernels.Run<StoreWidth<float>, float>(new StoreWidth<float>(widths, 0), 1, 1);
        Kernels.Run<StoreWidth<double>, double>(new StoreWidth<double>(widths, 1), 1, 1);
        Assert.Equal(Math.Max(1, Simd.WidestBits / 32), widths[0]);
        Assert.Equal(Math.Max(1, Simd.WidestBits / 64), widths[1]);
    }

    [Fact]
    public void OtherFloatTypes_RunElementByElement()
    {
        var widths = new int[1];
        Kernels.Run<StoreWidth<Half>, Half>(new StoreWidth<Half>(widths, 0), 1, 1);
        Assert.Equal(1, widths[0]);
    }

    [Fact]
    public void ChunkWithoutIterations_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Kernels.Run<MarkPart, float>(new MarkPart([]), 10, 0));

    [Fact]
    public void RepeatedRuns_AllocateNothing()
    {
        using var scope = WorkerCount.Set(2);
        var kernel = new MarkPart(new int[100]);
        Assert.Equal(0, SettledAllocation.Of(() => Kernels.Run<MarkPart, float>(kernel, 100, 10), callsARound: 100));
    }

    private readonly struct MarkPart(int[] owners) : IKernel<float>
    {
        public void Run<V>(nint first, nint last, int chunk, int worker)
            where V : struct, ISimd<V, float>
        {
            for (nint i = first; i < last; i++) owners[i] += chunk + 1;
        }
    }

    private readonly struct StoreWidth<T>(int[] widths, int position) : IKernel<T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        public void Run<V>(nint first, nint last, int chunk, int worker)
            where V : struct, ISimd<V, T>
            => widths[position] = V.Count;
    }
}
