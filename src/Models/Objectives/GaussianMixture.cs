namespace AutoDiff.Models.Objectives;

/// <summary>
/// Log-posterior of a Gaussian mixture with full covariances and a Wishart prior, the first objective of ADBench (Šrajer, Kukelova and Fitzgibbon,
/// "A benchmark of selected algorithmic differentiation tools", 2018).
/// </summary>
public static partial class GaussianMixture
{
    /// <summary>
    /// −n d/2 ln 2π + Σ_i LSE_c(α_c + s_c − ½ |Q_c (x_i − μ_c)|²) − n LSE(α) + priorSign (Σ_c [½ γ² (Σ exp 2q + |L|²) − m s_c] − k C), where
    /// Q_c = diag(exp q) + L is the lower triangular factor of the inverse covariance, and s_c = Σ q = ln det Q_c.
    /// </summary>
    /// <param name="alphas">Unnormalised logarithms of the weights, [k].</param>
    /// <param name="means">[k, d].</param>
    /// <param name="icf">For each component q [d], then the strictly lower triangle of L column by column, [k, d(d+1)/2].</param>
    /// <param name="x">Points, [n, d].</param>
    /// <param name="d">Dimension of a point.</param>
    /// <param name="gamma">Scale of the prior.</param>
    /// <param name="m">Degrees of freedom of the prior beyond d + 1.</param>
    /// <param name="priorSign">1 adds the prior, as ADBench does; −1 subtracts it.</param>
    /// <param name="logNormalizer">C, from <see cref="WishartLogNormalizer"/>.</param>
    [Differentiable]
    public static double LogPosterior(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, [NoGradient] ReadOnlySpan<double> x,
        int d, [NoGradient] double gamma, int m, [NoGradient] double priorSign, [NoGradient] double logNormalizer)
    {
        int k = alphas.Length, n = x.Length / d, size = d * (d + 1) / 2;
        Span<double> diagonal = new double[k * d];
        Span<double> logDeterminant = new double[k];
        for (int c = 0; c < k; c++)
        {
            for (int r = 0; r < d; r++)
            {
                diagonal[c * d + r] = Math.Exp(icf[c * size + r]);
                logDeterminant[c] += icf[c * size + r];
            }
        }

        Span<double> centered = new double[d];
        Span<double> scaled = new double[d];
        Span<double> terms = new double[k];
        double logLikelihood = 0;
        for (int i = 0; i < n; i++)
        {
            for (int c = 0; c < k; c++)
            {
                for (int r = 0; r < d; r++)
                {
                    centered[r] = x[i * d + r] - means[c * d + r];
                    scaled[r] = diagonal[c * d + r] * centered[r];
                }
                for (int column = 0; column < d; column++)
                {
                    int start = c * size + d + column * (2 * d - column - 1) / 2 - column - 1;
                    for (int r = column + 1; r < d; r++) scaled[r] += icf[start + r] * centered[column];
                }
                double squaredNorm = 0;
                for (int r = 0; r < d; r++) squaredNorm += scaled[r] * scaled[r];
                terms[c] = alphas[c] + logDeterminant[c] - 0.5 * squaredNorm;
            }
            logLikelihood += LogSumExp.Value(terms);
        }

        double prior = 0;
        for (int c = 0; c < k; c++)
        {
            double sumOfSquares = 0;
            for (int r = 0; r < d; r++) sumOfSquares += diagonal[c * d + r] * diagonal[c * d + r];
            for (int j = d; j < size; j++) sumOfSquares += icf[c * size + j] * icf[c * size + j];
            prior += 0.5 * gamma * gamma * sumOfSquares - m * logDeterminant[c];
        }
        return logLikelihood - 0.5 * n * d * Math.Log(2 * Math.PI) - n * LogSumExp.Value(alphas) + priorSign * (prior - k * logNormalizer);
    }

    /// <summary>The constant of the Wishart prior: ν d (ln γ − ½ ln 2) − ln Γ_d(ν/2) with ν = d + m + 1.</summary>
    public static double WishartLogNormalizer(int d, double gamma, int m)
    {
        int degrees = d + m + 1;
        double logGamma = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 1; j <= d; j++) logGamma += LogGamma.OfHalf(degrees + 1 - j);
        return degrees * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - logGamma;
    }
}
