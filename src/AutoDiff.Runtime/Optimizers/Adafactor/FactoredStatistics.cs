using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>Over some rows of a matrix: the sum of squared gradients of each row and column, and of squared parameters; in double.</summary>
internal unsafe struct FactoredStatistics<T> : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T GradientScale;
    public T* Parameters, Gradient;
    public int Columns;

    /// <summary>[rows], assigned.</summary>
    public double* RowSums;

    /// <summary>[parts, columns], added to.</summary>
    public double* ColumnSums;

    /// <summary>[parts], assigned.</summary>
    public double* ParameterSums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<V>(nint first, nint last, int chunk, int worker)
        where V : struct, ISimd<V, T>
    {
        var scale = V.Broadcast(GradientScale);
        double* columnSums = ColumnSums + (nint)chunk * Columns;
        double parameters = 0;
        for (nint row = first; row < last; row++)
        {
            T* x = Parameters + row * Columns, g = Gradient + row * Columns;
            double squares = 0;
            for (nint j = 0; j < Columns; j += V.Count)
            {
                nint lanes = Math.Min(V.Count, Columns - j);
                V a = lanes == V.Count ? V.Load(ref *g, j) : V.Load(ref *g, j, lanes);
                V b = lanes == V.Count ? V.Load(ref *x, j) : V.Load(ref *x, j, lanes);
                a *= scale;
                a *= a;
                squares += double.CreateTruncating(V.Sum(a));
                V.AddTo(a, ref *columnSums, j, lanes);
                parameters += double.CreateTruncating(V.Sum(b * b));
            }
            RowSums[row] = squares;
        }
        ParameterSums[chunk] = parameters;
    }
}
