using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>The checks that the options of all optimizers share; the name of the option is that of the argument.</summary>
internal static class Options
{
    /// <summary>A finite number from 0.</summary>
    public static double NotNegative(double value, string name) => double.IsFinite(value) && value >= 0 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} has to be finite and not negative.");

    /// <summary>A finite number above 0.</summary>
    public static double Positive(double value, string name) => double.IsFinite(value) && value > 0 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} has to be finite and positive.");

    /// <summary>The share of the past in a running average.</summary>
    public static double Decay(double value, string name) => value is >= 0 and < 1 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is the share of the past in a running average and has to lie in [0, 1).");

    /// <summary>A divisor's guard, which must not vanish in the type of the parameters.</summary>
    public static T Epsilon<T>(double value, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rounded = T.CreateTruncating(Positive(value, name));
        return rounded != T.Zero ? rounded
            : throw new ArgumentOutOfRangeException(name, value, $"{name} rounds to 0 in {typeof(T).Name}; choose at least {T.Epsilon}.");
    }
}
