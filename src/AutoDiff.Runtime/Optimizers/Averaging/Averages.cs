namespace AutoDiff.Optimizers;

/// <summary>What averages of parameters share.</summary>
internal static class Averages
{
    public static void RequireLength(int expected, int actual)
    {
        if (actual != expected) throw new ArgumentException($"The average was made for {expected} parameters and got {actual}.");
    }
}
