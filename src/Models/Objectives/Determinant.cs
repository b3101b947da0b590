namespace AutoDiff.Models.Objectives;

/// <summary>The determinant by its definition.</summary>
public static partial class Determinant
{
    /// <summary>Expansion along the first row: Σ_c (−1)^c a_0c det(minor of 0, c).</summary>
    /// <param name="a">[n, n], row-major.</param>
    /// <param name="n">Rows, one or more.</param>
    [Differentiable(Modes = Modes.Gradient | Modes.Vjp)]
    public static double Expand(ReadOnlySpan<double> a, int n)
    {
        if (n == 1) return a[0];
        if (n == 2) return a[0] * a[3] - a[1] * a[2];
        Span<double> minor = new double[(n - 1) * (n - 1)];
        double determinant = 0, sign = 1;
        for (int column = 0; column < n; column++)
        {
            for (int r = 1; r < n; r++)
            {
                for (int c = 0; c < column; c++) minor[(r - 1) * (n - 1) + c] = a[r * n + c];
                for (int c = column + 1; c < n; c++) minor[(r - 1) * (n - 1) + c - 1] = a[r * n + c];
            }
            determinant += sign * a[column] * Expand(minor, n - 1);
            sign = -sign;
        }
        return determinant;
    }
}
