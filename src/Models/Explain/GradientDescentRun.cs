using AutoDiff.LinearAlgebra;

namespace AutoDiff.Models.Explain;

/// <summary>How gradient descent with the step 1 / L fares on logistic regression, L the largest curvature that the loss can have.</summary>
/// <param name="Steps">Steps until the gradient was small, or the limit.</param>
/// <param name="Converged">Whether the gradient became small.</param>
/// <param name="GradientNorm">Length of the last gradient.</param>
/// <param name="Loss">Mean cross-entropy at the end, without the penalty.</param>
/// <param name="Condition">Largest over smallest curvature of the bound: what the number of steps grows with.</param>
public sealed record GradientDescentRun(int Steps, bool Converged, double GradientNorm, double Loss, double Condition)
{
    private const double Ridge = 1e-3, Tolerance = 1e-3;
    private const int MaxSteps = 20_000;

    /// <param name="rows">[N, F], row by row.</param>
    /// <param name="features">F.</param>
    /// <param name="labels">[N], 0 or 1.</param>
    public static GradientDescentRun Of(double[] rows, int features, int[] labels)
    {
        int n = labels.Length, width = features + 1;
        var x = Tensor<double>.Zeros(n, width);
        for (int r = 0; r < n; r++)
        {
            rows.AsSpan(r * features, features).CopyTo(x.Span[(r * width)..]);
            x.Span[r * width + features] = 1;
        }
        var target = Tensor<double>.Wrap([.. labels.Select(y => (double)y)], n, 1);
        Tensor<double> weight = Tensor<double>.Zeros(1, width), gradient = Tensor<double>.Zeros(1, width);
        double[] curvature = SymmetricEigenvalues.Of(CurvatureBound(x, n, width));
        double step = 1 / curvature[^1], norm = double.PositiveInfinity;
        for (int i = 0; i <= MaxSteps; i++)
        {
            Losses.LogisticRegressionGradient(x, target, weight, Ridge, gradient);
            norm = Math.Sqrt(gradient.Span.ToArray().Sum(g => g * g));
            if (norm < Tolerance || i == MaxSteps)
            {
                double loss = Losses.LogisticRegression(x, target, weight, 0);
                return new GradientDescentRun(i, norm < Tolerance, norm, loss, curvature[^1] / curvature[0]);
            }
            for (int f = 0; f < width; f++) weight.Span[f] -= step * gradient.Span[f];
        }
        throw new InvalidOperationException("The loop ends before.");
    }

    // A logistic function is nowhere steeper than 1/4: Xᵀ X / (4 n) plus the penalty bounds the second derivative.
    private static double[,] CurvatureBound(Tensor<double> x, int n, int width)
    {
        var product = Tensor<double>.Zeros(width, width);
        MatrixProduct.Multiply(MatrixView<double>.Of(x).Transposed, MatrixView<double>.Of(x), MatrixView<double>.Of(product));
        double[,] bound = new double[width, width];
        for (int i = 0; i < width; i++)
            for (int j = 0; j < width; j++) bound[i, j] = product.Span[i * width + j] / (4.0 * n) + (i == j ? Ridge : 0);
        return bound;
    }
}
