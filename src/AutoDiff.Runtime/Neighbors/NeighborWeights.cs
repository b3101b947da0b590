namespace AutoDiff.Neighbors;

/// <summary>How much each neighbour counts.</summary>
public enum NeighborWeights
{
    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>1 / distance; where some neighbours are at distance 0, they alone.</summary>
    InverseDistance,
}
