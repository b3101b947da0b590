using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Diagnostics;

/// <summary>Options of <see cref="GradientNormLog{T}"/>.</summary>
public sealed record GradientNormOptions
{
    /// <summary>Share of the past in the average.</summary>
    public double Decay { get; init; } = 0.95;

    /// <summary>A norm above this multiple of the average raises an alarm.</summary>
    public double SpikeFactor { get; init; } = 10;

    /// <summary>Steps before the average is trusted.</summary>
    public int WarmUp { get; init; } = 10;

    /// <summary>Alarms that are kept; later ones are only counted.</summary>
    public int Capacity { get; init; } = 1000;
}

/// <summary>A gradient out of the ordinary.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Name">The tensor.</param>
/// <param name="Norm">Its gradient's norm; NaN if an element is not finite.</param>
/// <param name="Average">What the norm was on average before.</param>
/// <param name="NonFiniteElement">Number of the first element of the tensor that is not finite, else -1.</param>
public sealed record GradientAlarm(long Step, string Name, double Norm, double Average, int NonFiniteElement)
{
    public bool IsFinite => NonFiniteElement < 0;
}

/// <summary>
/// The gradient norm of each tensor, its exponential average without the bias of the start (Kingma and Ba, 2015), and an alarm where a norm leaps.
/// A leap enters the average as no more than what is tolerated, so that one spike does not hide the next, and a new level is believed in time.
/// </summary>
public sealed class GradientNormLog<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientNormOptions _options;
    private readonly ModelParameter[] _tensors;
    private readonly double[] _last, _weighted, _weights;
    private readonly List<GradientAlarm> _alarms = [];

    /// <exception cref="ArgumentException">Nothing is trained, or an option is out of its range.</exception>
    public GradientNormLog(IReadOnlyList<ModelParameter> parameters, GradientNormOptions? options = null)
    {
        _options = options ?? new GradientNormOptions();
        Options.Decay(_options.Decay, nameof(GradientNormOptions.Decay));
        if (!(_options.SpikeFactor > 1)) throw new ArgumentOutOfRangeException(nameof(options), _options.SpikeFactor, "SpikeFactor has to be above 1.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.WarmUp);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Capacity);
        _tensors = TrainedTensors.Of(parameters);
        (_last, _weighted, _weights) = (new double[_tensors.Length], new double[_tensors.Length], new double[_tensors.Length]);
    }

    /// <summary>Names of the trained tensors.</summary>
    public IReadOnlyList<string> Names => [.. _tensors.Select(p => p.Name)];

    public long Steps { get; private set; }

    /// <summary>The first <see cref="GradientNormOptions.Capacity"/> alarms.</summary>
    public IReadOnlyList<GradientAlarm> Alarms => _alarms;

    /// <summary>All alarms, also those that are not kept.</summary>
    public long AlarmCount { get; private set; }

    /// <summary>The last norm of a tensor's gradient.</summary>
    public double Last(int tensor) => _last[tensor];

    /// <summary>The average norm of a tensor's gradient; NaN before the first.</summary>
    public double Average(int tensor) => _weighted[tensor] / _weights[tensor];

    /// <summary>Takes note of a gradient.</summary>
    /// <returns>Whether it raised an alarm.</returns>
    /// <exception cref="ArgumentException">It has not the length of the parameters.</exception>
    public bool Observe(ReadOnlySpan<T> gradient)
    {
        TrainedTensors.RequireLength(_tensors, gradient.Length, nameof(gradient));
        Steps++;
        bool alarm = false;
        for (int i = 0; i < _tensors.Length; i++) alarm |= Observe(i, GradientNorm.Of(_tensors[i].Part(gradient)));
        return alarm;
    }

    private bool Observe(int tensor, GradientNorm norm)
    {
        double average = Average(tensor), tolerated = _options.SpikeFactor * average;
        _last[tensor] = norm.Value;
        bool spike = Steps > _options.WarmUp && average > 0 && norm.Value > tolerated;
        if (spike || !norm.IsFinite)
        {
            AlarmCount++;
            if (_alarms.Count < _options.Capacity) _alarms.Add(new GradientAlarm(Steps, _tensors[tensor].Name, norm.Value, average, norm.NonFiniteIndex));
        }
        if (norm.IsFinite)
        {
            _weighted[tensor] = _options.Decay * _weighted[tensor] + (1 - _options.Decay) * (spike ? tolerated : norm.Value);
            _weights[tensor] = _options.Decay * _weights[tensor] + (1 - _options.Decay);
        }
        return spike || !norm.IsFinite;
    }
}
