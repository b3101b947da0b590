namespace AutoDiff;

/// <summary>
/// Upper bits of the stream number, one value per use of randomness, so that one seed can serve a whole training run
/// without the dropout of a step repeating the numbers that initialised a tensor.
/// </summary>
internal static class RandomDomain
{
    public const ulong Initialization = 1UL << 56;
    public const ulong Dropout = 2UL << 56;
    public const ulong Split = 3UL << 56;
    public const ulong Check = 4UL << 56;
    public const ulong Clustering = 16UL << 56;
    public const ulong Bootstrap = 17UL << 56;
    public const ulong StochasticRounding = 20UL << 56;
}
