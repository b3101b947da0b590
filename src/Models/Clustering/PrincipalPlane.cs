namespace AutoDiff.Models.Clustering;

/// <summary>The plane in which rows spread most: mean and two orthonormal directions, by orthogonal iteration on the covariance, which is never formed.</summary>
public sealed class PrincipalPlane
{
    private const int Iterations = 200;

    private readonly double[] _mean, _first, _second;

    /// <param name="rows">[n, d].</param>
    public PrincipalPlane(Tensor<double> rows)
    {
        int n = rows.Shape[0], d = rows.Shape[1];
        _mean = new double[d];
        for (int i = 0; i < n; i++)
            for (int k = 0; k < d; k++) _mean[k] += (rows.Span[i * d + k] - rows.Span[k]) / n;
        for (int k = 0; k < d; k++) _mean[k] += rows.Span[k];
        _first = new double[d];
        _second = new double[d];
        var random = new CounterRandom(1);
        random.FillNormal(_first.AsSpan(), 0, 1);
        new CounterRandom(2).FillNormal(_second.AsSpan(), 0, 1);
        double total = 0;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < d; k++) total += Math.Pow(rows.Span[i * d + k] - _mean[k], 2);
        Orthonormalize();
        for (int step = 0; step < Iterations; step++)
        {
            FirstShare = Apply(rows, _first) / Math.Max(total, double.Epsilon);
            SecondShare = Apply(rows, _second) / Math.Max(total, double.Epsilon);
            Orthonormalize();
        }
    }

    /// <summary>Share of the variance along the first direction.</summary>
    public double FirstShare { get; private set; }

    public double SecondShare { get; private set; }

    /// <summary>Coordinates of a row in the plane.</summary>
    public (double X, double Y) Project(ReadOnlySpan<double> row) => (Dot(row, _first), Dot(row, _second));

    /// <summary>Replaces v by X'X v (X centered); returns |X v|^2.</summary>
    private double Apply(Tensor<double> rows, double[] v)
    {
        int n = rows.Shape[0], d = rows.Shape[1];
        var image = new double[d];
        double squares = 0;
        for (int i = 0; i < n; i++)
        {
            var row = rows.Span.Slice(i * d, d);
            double along = Dot(row, v);
            squares += along * along;
            for (int k = 0; k < d; k++) image[k] += along * (row[k] - _mean[k]);
        }
        image.CopyTo(v, 0);
        return squares;
    }

    private double Dot(ReadOnlySpan<double> row, double[] v)
    {
        double sum = 0;
        for (int k = 0; k < v.Length; k++) sum += (row[k] - _mean[k]) * v[k];
        return sum;
    }

    private void Orthonormalize()
    {
        Normalize(_first);
        double along = 0;
        for (int k = 0; k < _first.Length; k++) along += _first[k] * _second[k];
        for (int k = 0; k < _first.Length; k++) _second[k] -= along * _first[k];
        Normalize(_second);
    }

    // A direction without variance stays 0.
    private static void Normalize(double[] v)
    {
        double norm = Math.Sqrt(v.Sum(x => x * x));
        for (int k = 0; k < v.Length; k++) v[k] = norm > 1e-150 ? v[k] / norm : 0;
    }
}
