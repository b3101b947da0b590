using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Limits of the float types for generic code.</summary>
public static class Limits
{
    /// <summary>The largest finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => typeof(T) == typeof(float) ? T.CreateTruncating(float.MaxValue) : T.CreateTruncating(double.MaxValue);
}
