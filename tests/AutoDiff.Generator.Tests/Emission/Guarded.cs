using System.Numerics;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>A tensor at an odd address between guards of NaN, itself full of NaN at first: nothing may be added to it or written beside it.</summary>
internal sealed class Guarded<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Before = 67, After = 61;
    private readonly T[] _memory;

    public Guarded(params ReadOnlySpan<int> shape)
    {
        var extents = new TensorShape(shape);
        int length = 1;
        foreach (int extent in shape) length *= extent;
        _memory = new T[Before + length + After];
        _memory.AsSpan().Fill(T.NaN);
        Tensor = new Tensor<T>(_memory, Before, extents);
    }

    public Tensor<T> Tensor { get; }

    public void AssertGuards(string what)
    {
        Assert.True(_memory.Take(Before).All(T.IsNaN), $"{what} was written before its first element.");
        Assert.True(_memory.TakeLast(After).All(T.IsNaN), $"{what} was written after its last element.");
    }

    /// <summary>Fills the free memory of the thread's workspace with NaN, so that scratch memory which nobody assigned shows.</summary>
    public static void PoisonWorkspace()
    {
        using var frame = Workspace.Current.BeginFrame();
        Workspace.Current.Rent<T>(1 << 16).Span.Fill(T.NaN);
        Workspace.Current.Rent<double>(1 << 16).Span.Fill(double.NaN);
    }
}
