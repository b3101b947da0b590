namespace AutoDiff.Models.Objectives;

/// <summary>The smallest function that has a derivative worth computing.</summary>
public static partial class Hello
{
    /// <summary>x².</summary>
    [Differentiable]
    public static double Square(double x) => x * x;
}
