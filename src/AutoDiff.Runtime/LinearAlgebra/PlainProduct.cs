using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>The product by its definition, for float types that have no vectors.</summary>
internal static unsafe class PlainProduct
{
    public static void Multiply<T>(Operand<T> a, Operand<T> b, Operand<T> c, nint rows, nint columns, nint depth, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j++)
            {
                T sum = T.Zero;
                for (nint k = 0; k < depth; k++) sum = T.FusedMultiplyAdd(*a.At(i, k), *b.At(k, j), sum);
                *c.At(i, j) = accumulate ? *c.At(i, j) + sum : sum;
            }
        }
    }
}
