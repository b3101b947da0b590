namespace AutoDiff.Optimizers;

/// <summary>How long the orthogonal step of a matrix [rows, columns] is.</summary>
public enum MuonScale
{
    /// <summary>sqrt(max(1, rows / columns)): the same spectral effect at any shape (Jordan et al., 2024).</summary>
    Spectral,

    /// <summary>0.2 sqrt(max(rows, columns)): the root mean square of a step of AdamW, so that both can share a rate (Liu et al., 2025).</summary>
    AdamRms,
}

/// <summary>Options of <see cref="Muon{T}"/>.</summary>
public sealed record MuonOptions
{
    /// <summary>The rate of the matrices.</summary>
    public Schedule LearningRate { get; init; } = 0.02;

    /// <summary>Share of the last momentum in the new one.</summary>
    public double Momentum { get; init; } = 0.95;

    /// <summary>Take the gradient where the momentum leads.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Iterations of Newton and Schulz.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>Added to the norm before dividing.</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>The matrices shrink by rate times this.</summary>
    public double WeightDecay { get; init; }

    /// <summary>How long a step is.</summary>
    public MuonScale Scale { get; init; } = MuonScale.Spectral;

    /// <summary>
    /// Which matrices get orthogonal steps; null takes all with more than one row and column. Embeddings and the last layer are better left to
    /// AdamW. A tensor of more than two dimensions counts as the matrix [first extent, all others].
    /// </summary>
    public Func<ParameterBlock, bool>? Orthogonalize { get; init; }

    /// <summary>What moves all other tensors: Adam with these options.</summary>
    public AdamOptions Others { get; init; } = new AdamWOptions();
}
