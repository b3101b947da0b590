namespace AutoDiff.Optimizers;

internal static class StepLengths
{
    public static void Require(int length, int parameters, int gradient)
    {
        if (parameters != length || gradient != length)
            throw new ArgumentException($"The optimizer was made for {length} parameters; it got {parameters} parameters and {gradient} gradients.");
    }
}
