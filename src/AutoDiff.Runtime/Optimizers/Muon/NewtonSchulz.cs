using System.Numerics;
using System.Numerics.Tensors;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Optimizers;

/// <summary>
/// Drives all singular values of a matrix to about 1 with X = a X + (b A + c A^2) X, A = X X', from X of norm 1. The odd quintic is that of Jordan et al.
/// (2024): not the one that converges, but the one that lifts small values fastest and keeps the others within 0.7 and 1.2.
/// </summary>
internal sealed class NewtonSchulz<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double A = 3.4445, B = -4.7750, C = 2.0315;

    private readonly T[] _gram, _polynomial;
    private T[] _product;

    /// <param name="length">Elements of the largest matrix.</param>
    /// <param name="side">The largest shorter side of a matrix.</param>
    public NewtonSchulz(int length, int side)
    {
        int square = checked(side * side);
        (Matrix, _product, _gram, _polynomial) = (new T[length], new T[length], new T[square], new T[square]);
    }

    /// <summary>The matrix, row-major from element 0; the result takes its place.</summary>
    public T[] Matrix { get; private set; }

    public void Run(int rows, int columns, int iterations, double epsilon)
    {
        int length = rows * columns, side = Math.Min(rows, columns), square = side * side;
        var norm = GradientNorm.Of<T>(Matrix.AsSpan(0, length)).Value;
        TensorPrimitives.Multiply(Matrix.AsSpan(0, length), T.CreateTruncating(1 / (norm + epsilon)), Matrix.AsSpan(0, length));
        var gram = new MatrixView<T>(_gram, 0, side, side, side, 1);
        var polynomial = new MatrixView<T>(_polynomial, 0, side, side, side, 1);
        for (int i = 0; i < iterations; i++)
        {
            var x = new MatrixView<T>(Matrix, 0, rows, columns, columns, 1);
            var next = new MatrixView<T>(_product, 0, rows, columns, columns, 1);
            // The smaller of X X' and X' X.
            if (rows <= columns) MatrixProduct.Multiply(x, x.Transposed, gram);
            else MatrixProduct.Multiply(x.Transposed, x, gram);
            MatrixProduct.Multiply(gram, gram, polynomial);
            Span<T> first = _gram.AsSpan(0, square), second = _polynomial.AsSpan(0, square);
            TensorPrimitives.Multiply(first, T.CreateTruncating(B), first);
            TensorPrimitives.MultiplyAdd(second, T.CreateTruncating(C), first, second);
            TensorPrimitives.Multiply(Matrix.AsSpan(0, length), T.CreateTruncating(A), _product.AsSpan(0, length));
            if (rows <= columns) MatrixProduct.Multiply(polynomial, x, next, accumulate: true);
            else MatrixProduct.Multiply(x, polynomial, next, accumulate: true);
            (Matrix, _product) = (_product, Matrix);
        }
    }
}
