using System.Globalization;
using System.Text;

namespace AutoDiff.Models.Clustering;

/// <summary>An SVG picture of clustered rows in their <see cref="PrincipalPlane"/>.</summary>
public static class ScatterPlot
{
    /// <summary>Points drawn, at most: more would cover each other and make the file large.</summary>
    private const int MostPoints = 2000;
    private const double Width = 640, Height = 480, Margin = 40;

    /// <param name="rows">[n, d].</param>
    /// <param name="labels">The cluster of each row.</param>
    /// <param name="centroids">[k, d].</param>
    public static string Draw(Tensor<double> rows, ReadOnlySpan<int> labels, Tensor<double> centroids)
    {
        int n = rows.Shape[0], d = rows.Shape[1], clusters = centroids.Shape[0], drawn = Math.Min(n, MostPoints);
        // Rows at equal steps: the same picture every time.
        int[] numbers = [.. Enumerable.Range(0, drawn).Select(i => (int)((long)i * n / drawn))];
        var sample = Tensor<double>.Zeros(drawn, d);
        for (int i = 0; i < drawn; i++) rows.Span.Slice(numbers[i] * d, d).CopyTo(sample.Span.Slice(i * d, d));
        var plane = new PrincipalPlane(sample);
        var points = Project(plane, sample);
        var centers = Project(plane, centroids);
        var frame = new Frame([.. points, .. centers]);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">first principal component ({plane.FirstShare * 100:F1} % of the variance)</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(16 {Height / 2}) rotate(-90)\" text-anchor=\"middle\">second principal component ({plane.SecondShare * 100:F1} %)</text>\n");
        svg.Append("<g fill-opacity=\"0.6\">\n");
        for (int i = 0; i < drawn; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{frame.X(points[i]):F1}\" cy=\"{frame.Y(points[i]):F1}\" r=\"2.5\" fill=\"{Color(labels[numbers[i]], clusters)}\"/>\n");
        svg.Append("</g>\n<g stroke=\"black\" stroke-width=\"2\">\n");
        for (int j = 0; j < clusters; j++)
        {
            double x = frame.X(centers[j]), y = frame.Y(centers[j]);
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x - 5:F1} {y - 5:F1}l10 10m0 -10l-10 10\"><title>centroid {j}</title></path>\n");
        }
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static (double X, double Y)[] Project(PrincipalPlane plane, Tensor<double> rows)
    {
        int d = rows.Shape[1];
        var points = new (double, double)[rows.Shape[0]];
        for (int i = 0; i < points.Length; i++) points[i] = plane.Project(rows.Span.Slice(i * d, d));
        return points;
    }

    // Hues around the circle; neighbours differ in lightness too.
    private static string Color(int cluster, int clusters) =>
        string.Create(CultureInfo.InvariantCulture, $"hsl({360.0 * cluster / clusters:F0} 70% {(cluster % 2 == 0 ? 42 : 58)}%)");

    /// <summary>From coordinates to the picture; the same scale on both axes.</summary>
    private sealed class Frame
    {
        private readonly double _left, _top, _scale;

        public Frame((double X, double Y)[] points)
        {
            double spanX = points.Max(p => p.X) - points.Min(p => p.X), spanY = points.Max(p => p.Y) - points.Min(p => p.Y);
            double scale = Math.Min((Width - 2 * Margin) / spanX, (Height - 2 * Margin) / spanY);
            _scale = double.IsFinite(scale) ? scale : 1;
            _left = (points.Max(p => p.X) + points.Min(p => p.X)) / 2;
            _top = (points.Max(p => p.Y) + points.Min(p => p.Y)) / 2;
        }

        public double X((double X, double Y) point) => Width / 2 + (point.X - _left) * _scale;

        public double Y((double X, double Y) point) => Height / 2 - (point.Y - _top) * _scale;
    }
}
