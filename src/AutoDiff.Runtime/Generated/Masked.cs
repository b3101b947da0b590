using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Products that an exact zero annihilates.</summary>
public static class Masked
{
    /// <summary>a * b, but 0 where a is 0, whatever b is: an adjoint of 0 meets an infinite derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply<T>(T a, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => a == T.Zero ? T.Zero : a * b;
}
