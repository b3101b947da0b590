using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Moves parameters against their gradient. What wraps an optimizer is one again, so that wrappers nest in any order.</summary>
public interface IOptimizer<T> : IStateful
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of parameters.</summary>
    int Length { get; }

    /// <summary>Steps taken so far; those that were left out do not count.</summary>
    long StepCount { get; }

    /// <summary>One step: changes <paramref name="parameters"/>, reads <paramref name="gradient"/>, allocates nothing.</summary>
    /// <exception cref="ArgumentException">A span has not the length that the optimizer was made for.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradient);

    /// <summary>A step with the gradient times <paramref name="gradientScale"/>.</summary>
    /// <exception cref="ArgumentException">A span has not the length that the optimizer was made for.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale);
}
