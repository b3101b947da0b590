using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Lbfgs{T}"/>; the defaults of the stops are those of SciPy's L-BFGS-B.</summary>
public sealed record LbfgsOptions
{
    /// <summary>Pairs of steps and gradient changes that are kept.</summary>
    public int History { get; init; } = 10;

    /// <summary>Steps after which to stop.</summary>
    public int MaxIterations { get; init; } = 15_000;

    /// <summary>Calls of the objective after which to stop.</summary>
    public int MaxEvaluations { get; init; } = 150_000;

    /// <summary>Stop where no entry of the gradient is larger.</summary>
    public double GradientTolerance { get; init; } = 1e-5;

    /// <summary>Stop where a step lowers the value by less than this times max(|f|, |f'|, 1).</summary>
    public double RelativeDecrease { get; init; } = 2.2204460492503131e-9;

    /// <summary>What a step along a direction has to meet.</summary>
    public WolfeConditions LineSearch { get; init; } = new();
}

/// <summary>Why a minimisation ended.</summary>
public enum MinimizationStop
{
    /// <summary>No entry of the gradient was larger than <see cref="LbfgsOptions.GradientTolerance"/>.</summary>
    GradientTolerance,

    /// <summary>A step lowered the value by less than <see cref="LbfgsOptions.RelativeDecrease"/> allows.</summary>
    RelativeDecrease,

    MaxIterations,

    MaxEvaluations,

    /// <summary>No lower point was found along the steepest descent: the value is as low as its rounding lets one see, or the gradient is wrong.</summary>
    LineSearch,

    /// <summary>The value or the gradient at the start was not finite.</summary>
    NonFiniteStart,
}

/// <summary>How a minimisation went.</summary>
/// <param name="Stop">Why it ended.</param>
/// <param name="Value">The lowest value; the point holds where.</param>
/// <param name="GradientNorm">Largest magnitude of an entry of the gradient there.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Evaluations">Calls of the objective.</param>
public sealed record MinimizationResult(MinimizationStop Stop, double Value, double GradientNorm, int Iterations, int Evaluations)
{
    /// <summary>Whether one of the tolerances was met.</summary>
    public bool Converged => Stop is MinimizationStop.GradientTolerance or MinimizationStop.RelativeDecrease;
}

/// <summary>
/// L-BFGS (Liu and Nocedal, 1989) with a line search for the strong Wolfe conditions. Infinite and NaN values of the objective shorten the step; the result is
/// the best point seen, whatever ends the search. Iterations allocate nothing; inner products are summed in double.
/// </summary>
public sealed class Lbfgs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LbfgsOptions _options;
    private readonly CurvaturePairs<T> _pairs;
    private double _lastStep;
    private readonly T[] _origin, _gradient, _trial, _trialGradient, _direction;

    /// <param name="length">Number of variables.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Lbfgs(int length, LbfgsOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _options = options ?? new LbfgsOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.History);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaxIterations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxEvaluations);
        Options.NotNegative(_options.GradientTolerance, nameof(LbfgsOptions.GradientTolerance));
        Options.NotNegative(_options.RelativeDecrease, nameof(LbfgsOptions.RelativeDecrease));
        _pairs = new CurvaturePairs<T>(length, _options.History);
        (_origin, _gradient, _trial, _trialGradient, _direction) = (new T[length], new T[length], new T[length], new T[length], new T[length]);
    }

    /// <summary>Minimises from the point, which is replaced by the best one found.</summary>
    /// <param name="objective">Value and gradient.</param>
    /// <param name="point">The start, then the result, [length].</param>
    /// <param name="progress">Called after each step with its number and value; false ends the search as <see cref="MinimizationStop.MaxIterations"/>.</param>
    /// <exception cref="ArgumentException">The point has another length.</exception>
    public MinimizationResult Minimize(Objective<T> objective, Span<T> point, Func<int, double, bool>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (point.Length != _origin.Length) throw new ArgumentException($"The minimiser was made for {_origin.Length} variables, and the point has {point.Length}.", nameof(point));
        point.CopyTo(_origin);
        double value = double.CreateTruncating(objective(_origin, _gradient));
        double norm = InnerProducts.LargestMagnitude<T>(_gradient);
        int evaluations = 1, iterations = 0;
        MinimizationResult Result(MinimizationStop stop) => new(stop, value, norm, iterations, evaluations);
        if (!double.IsFinite(value) || !double.IsFinite(norm)) return Result(MinimizationStop.NonFiniteStart);

        _pairs.Clear();
        Func<double, LinePoint> evaluate = step => Evaluate(objective, step);
        var stop = MinimizationStop.GradientTolerance;
        while (norm > _options.GradientTolerance)
        {
            if (iterations >= _options.MaxIterations) { stop = MinimizationStop.MaxIterations; break; }
            if (evaluations >= _options.MaxEvaluations) { stop = MinimizationStop.MaxEvaluations; break; }
            double slope = Direction();
            double first = _pairs.Count > 0 ? 1 : Math.Min(1, 1 / InnerProducts.SumOfMagnitudes<T>(_gradient));
            var search = new StrongWolfeSearch(_options.LineSearch, evaluate);
            var found = search.Run(new LinePoint(0, value, slope), first);
            evaluations += search.Evaluations;
            if (found is not { } accepted)
            {
                // A direction made of old curvature may be bad; steepest descent has the last word.
                if (_pairs.Count > 0) { _pairs.Clear(); continue; }
                stop = MinimizationStop.LineSearch;
                break;
            }
            // The last evaluation need not be the accepted one.
            if (_lastStep != accepted.Step)
            {
                evaluations++;
                if (!Evaluate(objective, accepted.Step).IsFinite) { stop = MinimizationStop.LineSearch; break; }
            }
            _pairs.Add(_origin, _trial, _gradient, _trialGradient);
            _trial.CopyTo(_origin, 0);
            _trialGradient.CopyTo(_gradient, 0);
            double decrease = value - accepted.Value, scale = Math.Max(1, Math.Max(Math.Abs(value), Math.Abs(accepted.Value)));
            value = accepted.Value;
            norm = InnerProducts.LargestMagnitude<T>(_gradient);
            iterations++;
            if (progress is not null && !progress(iterations, value)) { stop = MinimizationStop.MaxIterations; break; }
            if (decrease <= _options.RelativeDecrease * scale && norm > _options.GradientTolerance) { stop = MinimizationStop.RelativeDecrease; break; }
        }
        _origin.CopyTo(point);
        return Result(stop);
    }

    /// <summary>Sets the direction to −H g and returns its slope; steepest descent where curvature has led uphill.</summary>
    private double Direction()
    {
        _pairs.Apply(_gradient, _direction);
        double slope = InnerProducts.Dot<T>(_direction, _gradient);
        if (slope < 0 && double.IsFinite(slope)) return slope;
        _pairs.Clear();
        _pairs.Apply(_gradient, _direction);
        return InnerProducts.Dot<T>(_direction, _gradient);
    }

    private LinePoint Evaluate(Objective<T> objective, double step)
    {
        var factor = T.CreateTruncating(step);
        for (int i = 0; i < _trial.Length; i++) _trial[i] = T.FusedMultiplyAdd(factor, _direction[i], _origin[i]);
        double value = double.CreateTruncating(objective(_trial, _trialGradient));
        _lastStep = step;
        return new LinePoint(step, value, InnerProducts.Dot<T>(_direction, _trialGradient));
    }
}
