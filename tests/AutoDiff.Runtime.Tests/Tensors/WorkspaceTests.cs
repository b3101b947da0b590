using System.Runtime.InteropServices;

namespace AutoDiff.Tests.Tensors;

public sealed class WorkspaceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(4096)]
    [InlineData(100_003)]
    public void EveryRental_StartsOnACacheLine_AndHasTheShape(int length)
    {
        var workspace = new Workspace();
        using var frame = workspace.BeginFrame();
        for (int i = 0; i < 5; i++)
        {
            var floats = workspace.Rent<float>(length);
            var doubles = workspace.Rent<double>(new TensorShape(length, 2));
            var ints = workspace.Rent<int>(2, length);
            Assert.Equal(new TensorShape(length), floats.Shape);
            Assert.Equal(new TensorShape(length, 2), doubles.Shape);
            Assert.Equal(new TensorShape(2, length), ints.Shape);
            Assert.Equal(0, Address(floats) % 64);
            Assert.Equal(0, Address(doubles) % 64);
            Assert.Equal(0, Address(ints) % 64);
        }
    }

    [Fact]
    public void RentalsOfOneFrame_DoNotOverlap()
    {
        var random = new Random(1);
        var workspace = new Workspace();
        using var frame = workspace.BeginFrame();
        var rentals = Enumerable.Range(0, 200).Select(_ => workspace.Rent<double>(random.Next(0, 20_000))).ToList();
        for (int i = 0; i < rentals.Count; i++) rentals[i].Span.Fill(i);
        for (int i = 0; i < rentals.Count; i++)
        {
            foreach (double value in rentals[i].Span) Assert.Equal(i, value);
        }
    }

    [Fact]
    public void LargeRentals_DoNotShareTheirLowAddressBits()
    {
        var workspace = new Workspace();
        using var frame = workspace.BeginFrame();
        var phases = Enumerable.Range(0, 32).Select(_ => Address(workspace.Rent<float>(4096, 16)) % 4096).ToList();
        Assert.Equal(phases.Count, phases.Distinct().Count());
    }

    [Fact]
    public void EndingAFrame_ReleasesWhatWasRentedSince_AndKeepsTheRest()
    {
        var workspace = new Workspace();
        using var outer = workspace.BeginFrame();
        var kept = workspace.Rent<float>(100);
        kept.Span.Fill(3);
        nint first;
        using (workspace.BeginFrame())
        {
            var inner = workspace.Rent<float>(1_000_000);
            first = Address(inner);
            inner.Span.Fill(1);
        }
        using (workspace.BeginFrame()) Assert.Equal(first, Address(workspace.Rent<float>(1_000_000)));
        Assert.All(kept.Span.ToArray(), value => Assert.Equal(3, value));
    }

    [Fact]
    public void TheSameSequenceOfRentals_GetsTheSameMemory_WithoutAllocation()
    {
        var workspace = new Workspace();
        nint first = Sequence(workspace);
        long reserved = workspace.BytesReserved;
        nint second = Sequence(workspace);
        long before = GC.GetAllocatedBytesForCurrentThread();
        nint third = Sequence(workspace);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(reserved, workspace.BytesReserved);
        Assert.Equal(first, second);
        Assert.Equal(first, third);
    }

    [Fact]
    public void BytesReserved_CoversTheRentals()
    {
        var workspace = new Workspace();
        Assert.Equal(0, workspace.BytesReserved);
        using var frame = workspace.BeginFrame();
        workspace.Rent<double>(1_000_000);
        Assert.InRange(workspace.BytesReserved, 8_000_000, 9_000_000);
    }

    [Fact]
    public void FramesThatEndOutOfOrder_AreRefused()
    {
        var workspace = new Workspace();
        var outer = workspace.BeginFrame();
        var inner = workspace.BeginFrame();
        InvalidOperationException? failure = null;
        try
        {
            outer.Dispose();
        }
        catch (InvalidOperationException e)
        {
            failure = e;
        }
        Assert.Contains("reverse order", failure?.Message, StringComparison.Ordinal);
        inner.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void OtherElementTypes_AreRefused() =>
        Assert.Throws<NotSupportedException>(() => new Workspace().Rent<byte>(3));

    [Fact]
    public void EveryThread_HasItsOwnCurrentWorkspace()
    {
        Workspace? other = null;
        var thread = new Thread(() => other = Workspace.Current);
        thread.Start();
        thread.Join();
        Assert.Same(Workspace.Current, Workspace.Current);
        Assert.NotSame(Workspace.Current, other);
    }

    private static nint Sequence(Workspace workspace)
    {
        nint sum = 0;
        using var frame = workspace.BeginFrame();
        for (int i = 0; i < 20; i++)
        {
            sum += Address(workspace.Rent<float>(1 + i * 9000)) ^ Address(workspace.Rent<double>(i, 1 + i));
            using var inner = workspace.BeginFrame();
            sum += Address(workspace.Rent<int>(100 * i)) ^ Address(workspace.Rent<float>(5000 * i));
        }
        return sum;
    }

    private static nint Address<T>(Tensor<T> tensor)
        where T : unmanaged, System.Numerics.INumber<T>
        => Marshal.UnsafeAddrOfPinnedArrayElement(tensor.Array, tensor.Offset);
}
