using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>What the hardware offers.</summary>
public static class Simd
{
    /// <summary>Bits of the widest vector that is fast here: 512, 256, 128, or 0 where only <see cref="Scalar{T}"/> is.</summary>
    public static int WidestBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
}
