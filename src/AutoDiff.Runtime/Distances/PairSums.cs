using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoDiff.Clustering;

namespace AutoDiff.Distances;

/// <summary>Two sums over the pairs of elements, in double, with the widest vectors, in a fixed order.</summary>
internal static class PairSums
{
    /// <exception cref="ShapeMismatchException">The lengths differ.</exception>
    public static (double First, double Second) Sum<T, TSum>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, TSum sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSum : struct, IPairSum
        => Run(x, y, sum, maximum: false);

    /// <summary>The largest value that the operation leaves in a lane.</summary>
    public static double Maximum<T, TSum>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, TSum sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSum : struct, IPairSum
        => Run(x, y, sum, maximum: true).First;

    private static (double First, double Second) Run<T, TSum>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, TSum sum, bool maximum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSum : struct, IPairSum
    {
        if (x.Length != y.Length) throw new ShapeMismatchException($"The vectors have {x.Length} and {y.Length} elements.");
        var action = new Action<T, TSum>(x, y, sum, maximum);
        Widths.Run<T, Action<T, TSum>>(ref action);
        return action.Result;
    }

    private ref struct Action<T, TSum>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, TSum sum, bool maximum) : IWidthAction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSum : struct, IPairSum
    {
        private readonly ReadOnlySpan<T> _x = x, _y = y;

        public (double First, double Second) Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public unsafe void Run<V, W>()
            where V : struct, ISimdBits<V, T>
            where W : struct, ISimdBits<W, double>
        {
            W first = W.Zero, second = W.Zero;
            nint count = _x.Length, k = 0;
            fixed (T* a = &MemoryMarshal.GetReference(_x), b = &MemoryMarshal.GetReference(_y))
            {
                for (; k <= count - W.Count; k += W.Count) sum.Add(WideLoad.Load<T, W>(a + k), WideLoad.Load<T, W>(b + k), ref first, ref second);
                if (k < count)
                {
                    // The rest as one vector, filled up with pairs that add nothing.
                    double* rest = stackalloc double[2 * W.Count];
                    for (nint i = 0; i < W.Count; i++)
                    {
                        rest[i] = k + i < count ? double.CreateTruncating(a[k + i]) : sum.Padding.X;
                        rest[W.Count + i] = k + i < count ? double.CreateTruncating(b[k + i]) : sum.Padding.Y;
                    }
                    sum.Add(W.Load(ref *rest, 0), W.Load(ref *rest, W.Count), ref first, ref second);
                }
            }
            Result = maximum ? (W.MaxAcross(first), 0) : (W.Sum(first), W.Sum(second));
        }
    }
}
