using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Moves parameters against their gradient.</summary>
public interface IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One step: changes <paramref name="parameters"/>, reads <paramref name="gradient"/>, allocates nothing.</summary>
    /// <exception cref="ArgumentException">A span has not the length that the optimizer was made for.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradient);
}
