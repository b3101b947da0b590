using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>sin and cos of arguments that are too large for three parts of pi/2: rare, one lane at a time, by the library.</summary>
internal static class HugeArgument
{
    /// <summary>Largest float argument of the fast path.</summary>
    public const float Single = 100_000f;

    /// <summary>Largest double argument of the fast path.</summary>
    public const double Double = 1e9;

    /// <summary>The result with the lanes of huge arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Sin<V, T>(V x, V result) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < V.Count; k++)
        {
            double argument = double.CreateTruncating(Lane<V, T>(ref x, k));
            if (Math.Abs(argument) > Limit<T>())
                Lane<V, T>(ref result, k) = T.CreateTruncating(Math.Sin(argument));
        }

        return result;
    }

    /// <inheritdoc cref="Sin"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Cos<V, T>(V x, V result) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < V.Count; k++)
        {
            double argument = double.CreateTruncating(Lane<V, T>(ref x, k));
            if (Math.Abs(argument) > Limit<T>())
                Lane<V, T>(ref result, k) = T.CreateTruncating(Math.Cos(argument));
        }

        return result;
    }

    private static double Limit<T>() => typeof(T) == typeof(float) ? Single : Double;

    private static ref T Lane<V, T>(ref V vector, int lane) where V : struct where T : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<V, T>(ref vector), lane);
}
