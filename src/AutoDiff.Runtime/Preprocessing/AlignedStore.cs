using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Stores of whole cache lines. A vector that lies across two lines costs about half again as much to load and to store; arrays do not begin with a line, so
/// the first few elements are done on their own. Results that are too many for the caches go around them: the lines are not read only to be overwritten.
/// </summary>
internal static unsafe class AlignedStore
{
    private const int LineBytes = 64;

    /// <summary>More than what a core finds in its caches again.</summary>
    private const long CachedBytes = 32 << 20;

    /// <summary>Elements before the first whole line.</summary>
    public static int Before<T>(T* destination)
        where T : unmanaged
        => (int)((0 - (nuint)destination) % LineBytes / (nuint)sizeof(T));

    public static bool BypassesCaches<T>(int elements)
        where T : unmanaged
        => (long)elements * sizeof(T) > CachedBytes;

    /// <param name="vector">A whole line.</param>
    /// <param name="destination">The beginning of a line, if the caches are bypassed.</param>
    /// <param name="isStreamed">Whether the caches are bypassed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(Vector512<T> vector, T* destination, bool isStreamed)
        where T : unmanaged
    {
        if (isStreamed) vector.StoreAlignedNonTemporal(destination);
        else vector.Store(destination);
    }

    /// <summary>Makes streamed lines visible to other threads before anything that is written later.</summary>
    public static void End() => Interlocked.MemoryBarrier();
}
