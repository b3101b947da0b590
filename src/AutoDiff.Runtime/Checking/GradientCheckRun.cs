using System.Numerics.Tensors;

namespace AutoDiff.Checking;

/// <summary>The comparisons of one method, collected.</summary>
internal sealed class GradientCheckRun(GradientCheckCase @case, GradientCheckOptions options)
{
    private readonly double[] _point = @case.Point(options.Seed);
    private readonly double[] _moved = new double[@case.Length];
    private readonly double[] _gradient = new double[@case.Length];
    private GradientCheckEntry? _worst;
    private bool _passed = true;
    private int _compared, _kinks;

    public GradientCheckResult Result() => new(@case, _passed, _worst, _compared, _kinks, options.Seed);

    public void CompareAll(double[] upstream)
    {
        Differentiate(upstream, _gradient);
        foreach (var parameter in @case.Parameters)
            foreach (int index in Entries(parameter))
                CompareEntry(parameter, index, upstream);
        for (int d = 0; d < options.Directions && _point.Length > 1; d++) CompareDirection(d, upstream);
    }

    /// <summary>Compares the gradient of a combination of two upstream gradients with the combination of their gradients.</summary>
    public void CompareLinearity(double[] first, double[] second)
    {
        const double A = 1.5, B = -0.75;
        double[] a = new double[_gradient.Length], b = new double[_gradient.Length], mixed = new double[first.Length];
        for (int i = 0; i < mixed.Length; i++) mixed[i] = A * first[i] + B * second[i];
        Differentiate(first, a);
        Differentiate(second, b);
        Differentiate(mixed, _gradient);
        foreach (var parameter in @case.Parameters)
        {
            for (int index = 0; index < parameter.Length; index++)
            {
                int i = parameter.Offset + index;
                double scale = Math.Abs(A * a[i]) + Math.Abs(B * b[i]), tolerance = options.AbsoluteTolerance + options.RelativeTolerance * scale;
                double error = Math.Abs(_gradient[i] - (A * a[i] + B * b[i]));
                var verdict = error <= tolerance ? LineCheck.Verdict.Agrees : LineCheck.Verdict.Differs;
                Note(parameter, index, _gradient[i], new LineCheck.Outcome(verdict, A * a[i] + B * b[i], error / (scale + options.AbsoluteTolerance / options.RelativeTolerance), tolerance));
            }
        }
    }

    private void Differentiate(double[] upstream, double[] gradient)
    {
        // What the forward pass keeps for the backward pass goes back to the workspace.
        using var frame = Workspace.Current.BeginFrame();
        Array.Fill(gradient, double.NaN); // an element that the derivative forgets to write must not pass
        @case.Gradient(_point, upstream, gradient);
    }

    // The budget is shared in proportion to the lengths, with at least one element a parameter.
    private IEnumerable<int> Entries(CheckedParameter parameter)
    {
        if (_point.Length <= options.MaxEntries) return Enumerable.Range(0, parameter.Length);
        int share = Math.Max(1, (int)((long)options.MaxEntries * parameter.Length / _point.Length));
        var random = new CounterRandom(options.Seed, RandomDomain.Check + (2UL << 40) + (ulong)parameter.Offset);
        return random.Permutation(parameter.Length).Take(share);
    }

    private void CompareEntry(CheckedParameter parameter, int index, double[] upstream)
    {
        int i = parameter.Offset + index;
        double Along(double distance)
        {
            _point.CopyTo(_moved, 0);
            _moved[i] += distance;
            return @case.Value(_moved, upstream);
        }
        // A power of two added to x and taken away again leaves no rounding in the step.
        double step = Math.ScaleB(1, Math.ILogB(options.Step * Math.Max(1, Math.Abs(_point[i]))));
        Note(parameter, index, _gradient[i], LineCheck.Compare(Along, step, _gradient[i], options));
    }

    private void CompareDirection(int number, double[] upstream)
    {
        var direction = new double[_point.Length];
        new CounterRandom(options.Seed, RandomDomain.Check + (3UL << 40) + (ulong)number).FillNormal(direction.AsSpan(), 0, 1);
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<double>(direction), direction);
        double Along(double distance)
        {
            TensorPrimitives.MultiplyAdd(direction, distance, _point, _moved);
            return @case.Value(_moved, upstream);
        }
        double step = options.Step * Math.Max(1, Math.Abs(TensorPrimitives.MaxMagnitude<double>(_point)));
        double slope = TensorPrimitives.Dot<double>(_gradient, direction);
        Note(null, number, slope, LineCheck.Compare(Along, step, slope, options));
    }

    private void Note(CheckedParameter? parameter, int index, double analytic, LineCheck.Outcome outcome)
    {
        _compared++;
        if (outcome.Verdict == LineCheck.Verdict.Kink) _kinks++;
        bool failed = outcome.Verdict == LineCheck.Verdict.Differs;
        // A failure outranks every success; an entry says more than a direction.
        bool worse = _worst is null || (failed && _passed) || (failed == !_passed && outcome.RelativeError > _worst.RelativeError && (parameter is not null || _passed));
        if (worse) _worst = new GradientCheckEntry(parameter, index, analytic, outcome.Numeric, outcome.RelativeError, outcome.Tolerance);
        if (failed) _passed = false;
    }
}
