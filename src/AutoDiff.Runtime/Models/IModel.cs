using System.Numerics;

namespace AutoDiff;

/// <summary>
/// What every <see cref="ModelAttribute"/> class offers: its tensors as two flat spans, and their names and places in them.
/// Optimizers, checkpoints and gradient checks need no more than this.
/// </summary>
public interface IModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All trained numbers, in the order of declaration.</summary>
    Span<T> Parameters { get; }

    /// <summary>All numbers that are stored but not trained.</summary>
    Span<T> Buffers { get; }

    /// <summary>Every tensor of the model, in the order of declaration.</summary>
    IReadOnlyList<ModelParameter> EnumerateParameters();

    /// <summary>Starts every tensor as its declaration says; the same seed gives the same numbers.</summary>
    void Initialize(ulong seed);
}
