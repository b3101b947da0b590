namespace AutoDiff.Models.Cli;

/// <summary>Everything that decides what a run computes, and where its files are.</summary>
public sealed record Settings
{
    /// <summary>Folder of idx files, or a CSV file whose last column is the label; empty for the digits that come with the program.</summary>
    public string Data { get; init; } = "";

    /// <summary>Model file of <c>eval</c> and <c>summary</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>Folder that a run writes to.</summary>
    public string Out { get; init; } = "out";

    public int Epochs { get; init; } = 40;

    /// <summary>Epochs of training with int8 rounding.</summary>
    public int QuantizedEpochs { get; init; } = 10;

    public int BatchSize { get; init; } = 64;

    /// <summary>Largest learning rate; it falls along a cosine.</summary>
    public double LearningRate { get; init; } = 0.01;

    public double WeightDecay { get; init; } = 0.1;

    public ulong Seed { get; init; } = 20261122;

    /// <summary>Units of each hidden layer.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Share of the samples for the test where the data is not divided already.</summary>
    public double TestFraction { get; init; } = 0.25;
}
