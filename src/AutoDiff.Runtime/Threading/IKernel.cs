using System.Numerics;

namespace AutoDiff;

/// <summary>
/// A loop nest that the generator wrote: the part of its outer loop from <c>first</c> to <c>last</c>, for any vector width.
/// A kernel is a struct of views; copies of it run on several threads at once.
/// </summary>
public interface IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="first">First iteration of the outer loop.</param>
    /// <param name="last">One past the last iteration.</param>
    /// <param name="chunk">Number of this part, for accumulators that are merged in the order of the parts.</param>
    /// <param name="worker">Number of the thread, from 0, for scratch memory that only it uses.</param>
    void Run<V>(nint first, nint last, int chunk, int worker) where V : struct, ISimd<V, T>;
}
