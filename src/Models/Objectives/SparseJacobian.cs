namespace AutoDiff.Models.Objectives;

/// <summary>
/// Jacobian of the residuals of bundle adjustment in compressed rows: two rows of 15 entries for each observation (its camera, its point, its weight),
/// then a row of one entry for each weight. Columns: cameras, points, weights.
/// </summary>
public sealed class SparseJacobian
{
    private readonly Scene _scene;
    private readonly int[] _rowStarts;
    private readonly int[] _columns;
    private readonly double[] _values;

    public SparseJacobian(Scene scene)
    {
        _scene = scene;
        int p = scene.Observations, entries = 2 * BundleAdjustment.RowSize * p;
        _rowStarts = new int[3 * p + 1];
        _columns = new int[entries + p];
        _values = new double[entries + p];
        int firstPoint = BundleAdjustment.CameraSize * scene.Cameras, firstWeight = firstPoint + 3 * scene.Points;
        for (int row = 0; row < 2 * p; row++)
        {
            int at = _rowStarts[row] = BundleAdjustment.RowSize * row, observation = row / 2;
            for (int i = 0; i < BundleAdjustment.CameraSize; i++) _columns[at++] = BundleAdjustment.CameraSize * scene.CameraOf(observation) + i;
            for (int i = 0; i < 3; i++) _columns[at++] = firstPoint + 3 * scene.PointOf(observation) + i;
            _columns[at] = firstWeight + observation;
        }
        for (int i = 0; i < p; i++)
        {
            _rowStarts[2 * p + i] = entries + i;
            _columns[entries + i] = firstWeight + i;
        }
        _rowStarts[3 * p] = entries + p;
    }

    /// <summary>Where each row begins, and where the last one ends, [3 p + 1].</summary>
    public ReadOnlySpan<int> RowStarts => _rowStarts;

    /// <summary>The column of each entry.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>The entries, after <see cref="Compute"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Computes all entries. Allocates nothing.</summary>
    public void Compute()
    {
        const int entries = 2 * BundleAdjustment.RowSize;
        for (int i = 0; i < _scene.Observations; i++)
        {
            var (featureX, featureY) = _scene.Feature(i);
            BundleAdjustment.ReprojectionErrorJacobian(_scene.Camera(i), _scene.Point(i), _scene.Weight(i), featureX, featureY, _values.AsSpan(entries * i, entries));
            BundleAdjustment.WeightErrorGradient(_scene.Weight(i), out _values[entries * _scene.Observations + i]);
        }
    }
}
