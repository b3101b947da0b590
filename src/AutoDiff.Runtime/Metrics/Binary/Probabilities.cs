using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>The check of probabilities.</summary>
internal static class Probabilities
{
    /// <exception cref="InvalidSampleException">A number is not in [0, 1].</exception>
    public static void Check<T>(ReadOnlySpan<T> probabilities, int columns = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= T.Zero && probabilities[i] <= T.One))
                throw new InvalidSampleException($"the probability is {probabilities[i]}.", "Probabilities lie in [0, 1]; turn scores into probabilities first.", i / columns, columns > 1 ? i % columns : null);
        }
    }
}
