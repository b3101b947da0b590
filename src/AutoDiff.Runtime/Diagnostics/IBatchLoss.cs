using System.Numerics;

namespace AutoDiff.Diagnostics;

/// <summary>A model and its loss over numbered batches: what the checks of this namespace need to know of a training run.</summary>
public interface IBatchLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    IModel<T> Model { get; }

    /// <summary>Batches of an epoch, at least 1.</summary>
    int Batches { get; }

    /// <summary>The loss of a batch and its gradient. It may change the model's buffers, as a training step does, and never its parameters.</summary>
    /// <param name="batch">0 to <see cref="Batches"/> - 1; the same number is the same samples.</param>
    /// <param name="gradient">Receives one number for each of <see cref="IModel{T}.Parameters"/>.</param>
    double Evaluate(int batch, Span<T> gradient);
}

/// <summary>A loss whose layers can be looked at.</summary>
public interface ITappedLoss<T> : IBatchLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layers in the order of the forward pass.</summary>
    IReadOnlyList<TappedLayer> Layers { get; }

    /// <summary>What a layer gave in the last call of <see cref="IBatchLoss{T}.Evaluate"/>, [N, Units].</summary>
    ReadOnlySpan<T> Output(int layer);

    /// <summary>The gradient of the last loss with respect to that output, [N, Units]; empty where it is not known.</summary>
    ReadOnlySpan<T> Adjoint(int layer);
}

/// <summary>A layer whose output is looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Units">Numbers in a row of its output.</param>
public sealed record TappedLayer(string Name, int Units)
{
    /// <summary>Where its activation function is flat; null if nowhere or if that is no fault, as with ReLU.</summary>
    public SaturationRange? Saturation { get; init; }

    /// <summary>Whether a unit that is 0 for all samples counts as dead: true for ReLU and its like.</summary>
    public bool CanDie { get; init; }
}
