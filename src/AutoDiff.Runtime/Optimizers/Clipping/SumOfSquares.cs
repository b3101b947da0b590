using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>One sum of squares for each part, in double; within a part four running sums are flushed every block.</summary>
internal unsafe struct SumOfSquares<T> : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Vectors added up in T before they go into the double: the error stays near 1e-6 in float.
    private const int Block = 64;

    public T* Elements;
    public double* Partial;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<V>(nint first, nint last, int chunk, int worker)
        where V : struct, ISimd<V, T>
    {
        double total = 0;
        nint i = first;
        while (i <= last - 4 * V.Count)
        {
            V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
            nint end = Math.Min(last, i + Block * V.Count);
            for (; i <= end - 4 * V.Count; i += 4 * V.Count)
            {
                V p = V.Load(ref *Elements, i), q = V.Load(ref *Elements, i + V.Count);
                V r = V.Load(ref *Elements, i + 2 * V.Count), s = V.Load(ref *Elements, i + 3 * V.Count);
                a = V.Fma(p, p, a);
                b = V.Fma(q, q, b);
                c = V.Fma(r, r, c);
                d = V.Fma(s, s, d);
            }
            total += double.CreateTruncating(V.Sum(a + b + (c + d)));
        }
        for (; i < last; i++)
        {
            double x = double.CreateTruncating(Elements[i]);
            total += x * x;
        }
        Partial[chunk] = total;
    }
}
