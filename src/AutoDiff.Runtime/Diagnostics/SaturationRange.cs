namespace AutoDiff.Diagnostics;

/// <summary>Where an activation function counts as flat: at or below <paramref name="Low"/> and at or above <paramref name="High"/>.</summary>
public readonly record struct SaturationRange(double Low, double High)
{
    /// <summary>Beyond ±0.97, where the slope 1 - y² is below 0.06.</summary>
    public static SaturationRange Tanh => new(-0.97, 0.97);

    /// <summary>Outside of (0.015, 0.985), where the slope y (1 - y) is below 0.015: the same arguments, halved, as for tanh.</summary>
    public static SaturationRange Sigmoid => new(0.015, 0.985);
}
