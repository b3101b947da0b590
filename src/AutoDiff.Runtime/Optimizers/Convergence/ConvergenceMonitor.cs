using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Watches a training run and says when to stop and why. Call <see cref="Observe{T}(double, ReadOnlySpan{T}, ReadOnlySpan{T})"/> once a step; it allocates
/// nothing. The first reason stays.
/// </summary>
public sealed partial class ConvergenceMonitor : IStateful
{
    private readonly ConvergenceOptions _options;
    private readonly double[] _window;
    private readonly Func<TimeSpan> _elapsed;
    private double _bestValue = double.PositiveInfinity;
    private double[] _previous = [];
    private TimeSpan _earlier;

    /// <param name="options">The criteria.</param>
    /// <param name="elapsed">The time since the start; null takes a clock that starts now.</param>
    /// <exception cref="ArgumentOutOfRangeException">A criterion is out of its range.</exception>
    public ConvergenceMonitor(ConvergenceOptions? options = null, Func<TimeSpan>? elapsed = null)
    {
        _options = options ?? new ConvergenceOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Window);
        if (_options.Patience is { } patience) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patience);
        Options.Positive(_options.DivergenceFactor, nameof(ConvergenceOptions.DivergenceFactor));
        Options.NotNegative(_options.MinimumImprovement, nameof(ConvergenceOptions.MinimumImprovement));
        _window = new double[_options.Window];
        long start = Stopwatch.GetTimestamp();
        _elapsed = elapsed ?? (() => Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The time since the start, with that of the run whose state was restored.</summary>
    public TimeSpan Elapsed => _earlier + _elapsed();

    /// <summary>Steps observed.</summary>
    public long Steps { get; private set; }

    /// <summary>The lowest loss.</summary>
    public double BestLoss => _bestValue;

    /// <summary>The step with the lowest loss, from 1.</summary>
    public long BestStep { get; private set; }

    /// <summary>Why to stop; <see cref="ConvergenceReason.None"/> as long as it should go on.</summary>
    public ConvergenceReason Reason { get; private set; }

    /// <summary>One sentence about the reason with its figures; empty as long as it should go on.</summary>
    public string Explanation { get; private set; } = "";

    /// <summary>Observes the loss alone.</summary>
    /// <returns>Whether to stop.</returns>
    public bool Observe(double loss) => Observe<double>(loss, [], []);

    /// <summary>Observes a step.</summary>
    /// <param name="loss">The loss of the step.</param>
    /// <param name="gradient">Its gradient; may be empty.</param>
    /// <param name="parameters">The parameters after the step; may be empty; copied for the next comparison if their change is a criterion.</param>
    /// <returns>Whether to stop.</returns>
    public bool Observe<T>(double loss, ReadOnlySpan<T> gradient, ReadOnlySpan<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Reason != ConvergenceReason.None) return true;
        double old = _window[Steps % _window.Length];
        _window[Steps % _window.Length] = loss;
        Steps++;
        if (!double.IsFinite(loss)) return Stop(ConvergenceReason.NonFiniteLoss, $"The loss of step {Steps} is {loss}.");
        if (CheckGradient(gradient)) return true;

        bool improved = loss < _bestValue - _options.MinimumImprovement * Math.Abs(double.IsFinite(_bestValue) ? _bestValue : 0);
        if (improved || BestStep == 0) (_bestValue, BestStep) = (Math.Min(loss, _bestValue), Steps);
        else if (_options.Patience is { } patience && Steps - BestStep >= patience)
            return Stop(ConvergenceReason.Plateau, $"The loss has not fallen below {_bestValue:G6} of step {BestStep} for {patience} steps.");
        if (Steps > _options.DivergenceGrace && _bestValue > 0 && loss > _options.DivergenceFactor * _bestValue)
            return Stop(ConvergenceReason.Diverged, $"The loss {loss:G6} is more than {_options.DivergenceFactor} times the best one, {_bestValue:G6} of step {BestStep}.");
        if (_options.RelativeLossChange is { } tolerance && Steps > _window.Length && Math.Abs(old - loss) <= tolerance * Math.Max(Math.Abs(old), Math.Abs(loss)))
            return Stop(ConvergenceReason.RelativeLossChange, $"The loss has changed from {old:G9} to {loss:G9} over {_window.Length} steps, less than {tolerance:G3} of it.");
        if (CheckParameters(parameters)) return true;
        if (Steps >= _options.MaxSteps) return Stop(ConvergenceReason.MaxSteps, $"{Steps} steps are done.");
        if (_options.MaxTime is { } limit && Elapsed >= limit) return Stop(ConvergenceReason.MaxTime, $"{limit} have passed after {Steps} steps.");
        return false;
    }

    private bool CheckGradient<T>(ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (gradient.IsEmpty) return false;
        double norm = InnerProducts.LargestMagnitude(gradient);
        if (!double.IsFinite(norm))
            return Stop(ConvergenceReason.NonFiniteGradient, $"Element {FiniteCheck.FirstNonFinite(gradient)} of the gradient of step {Steps} is not finite.");
        return _options.GradientTolerance is { } tolerance && norm <= tolerance
            && Stop(ConvergenceReason.GradientTolerance, $"No entry of the gradient is larger than {norm:G3}, and {tolerance:G3} was asked for.");
    }

    private bool CheckParameters<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_options.RelativeParameterChange is not { } tolerance || parameters.IsEmpty) return false;
        bool isFirst = _previous.Length != parameters.Length;
        if (isFirst) _previous = new double[parameters.Length];
        double moved = 0, length = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            double x = double.CreateTruncating(parameters[i]), change = x - _previous[i];
            moved += change * change;
            length += x * x;
            _previous[i] = x;
        }
        if (isFirst || !(Math.Sqrt(moved) <= tolerance * Math.Sqrt(length))) return false;
        return Stop(ConvergenceReason.RelativeParameterChange, $"The parameters have moved by {Math.Sqrt(moved):G3}, less than {tolerance:G3} of their norm {Math.Sqrt(length):G6}.");
    }

    private bool Stop(ConvergenceReason reason, FormattableString explanation)
    {
        Reason = reason;
        Explanation = explanation.ToString(CultureInfo.InvariantCulture);
        return true;
    }
}
