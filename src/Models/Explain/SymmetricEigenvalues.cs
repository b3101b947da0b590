namespace AutoDiff.Models.Explain;

/// <summary>All eigenvalues of a small symmetric matrix.</summary>
public static class SymmetricEigenvalues
{
    private const int MaxSweeps = 60;

    /// <summary>Rotates the largest off-diagonal elements away until the rest does not matter (Jacobi, 1846). Rising.</summary>
    /// <param name="matrix">[n, n], symmetric; it is destroyed.</param>
    public static double[] Of(double[,] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.GetLength(0);
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++) rotated |= Rotate(matrix, n, p, q);
            if (!rotated) break;
        }
        return [.. Enumerable.Range(0, n).Select(i => matrix[i, i]).Order()];
    }

    private static bool Rotate(double[,] a, int n, int p, int q)
    {
        // Relative to the diagonal, so that small eigenvalues beside large ones keep their digits.
        if (Math.Abs(a[p, q]) <= 1e-16 * Math.Sqrt(Math.Abs(a[p, p] * a[q, q]))) return false;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1)), c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int k = 0; k < n; k++)
        {
            double kp = a[k, p], kq = a[k, q];
            a[k, p] = c * kp - s * kq;
            a[k, q] = s * kp + c * kq;
        }
        for (int k = 0; k < n; k++)
        {
            double pk = a[p, k], qk = a[q, k];
            a[p, k] = c * pk - s * qk;
            a[q, k] = s * pk + c * qk;
        }
        a[p, q] = a[q, p] = 0;
        return true;
    }
}
