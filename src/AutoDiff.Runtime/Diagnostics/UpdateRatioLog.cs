using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Diagnostics;

/// <summary>How far the steps of one tensor go, relative to its length.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Steps">Steps that moved it.</param>
/// <param name="StillSteps">Steps that did not.</param>
/// <param name="Last">|change| / |tensor before| in the last step that moved it; NaN before the first.</param>
/// <param name="Mean">The geometric mean of all of them; NaN before the first.</param>
/// <param name="Largest">The largest of them.</param>
public sealed record UpdateRatio(string Name, long Steps, long StillSteps, double Last, double Mean, double Largest);

/// <summary>
/// An optimizer that measures what another one does: for each tensor the length of its change relative to its own. About 1e-3 a step is healthy:
/// far more throws away what was learned, far less learns nothing. A tensor of zeros has no ratio and is left out until it moves. A step allocates nothing.
/// </summary>
public sealed class UpdateRatioLog<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelParameter[] _tensors;
    private readonly T[] _change;
    private readonly long[] _steps, _stillSteps;
    private readonly double[] _last, _logarithms, _largest, _norms;

    /// <param name="inner">Does the steps.</param>
    /// <param name="parameters">The tensors of the model.</param>
    /// <exception cref="ArgumentException">Nothing is trained.</exception>
    public UpdateRatioLog(IOptimizer<T> inner, IReadOnlyList<ModelParameter> parameters) : base(inner)
    {
        _tensors = TrainedTensors.Of(parameters);
        _change = new T[TrainedTensors.Length(_tensors)];
        (_steps, _stillSteps) = (new long[_tensors.Length], new long[_tensors.Length]);
        (_last, _logarithms, _largest, _norms) = (new double[_tensors.Length], new double[_tensors.Length], new double[_tensors.Length], new double[_tensors.Length]);
    }

    /// <summary>The figures so far, one for each trained tensor.</summary>
    public IReadOnlyList<UpdateRatio> Ratios => [.. _tensors.Select((p, i) => new UpdateRatio(p.Name, _steps[i], _stillSteps[i],
        _steps[i] > 0 ? _last[i] : double.NaN, _steps[i] > 0 ? Math.Exp(_logarithms[i] / _steps[i]) : double.NaN, _largest[i]))];

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        TrainedTensors.RequireLength(_tensors, parameters.Length, nameof(parameters));
        parameters.CopyTo(_change);
        for (int i = 0; i < _tensors.Length; i++) _norms[i] = GradientNorm.Of(_tensors[i].Part<T>(parameters)).Value;
        Inner.Step(parameters, gradient, gradientScale);
        for (int i = 0; i < _change.Length; i++) _change[i] = parameters[i] - _change[i];
        for (int i = 0; i < _tensors.Length; i++) Note(i, GradientNorm.Of(_tensors[i].Part<T>(_change)).Value / _norms[i]);
    }

    private void Note(int tensor, double ratio)
    {
        // A tensor of zeros has no length to compare with; one with NaN is the business of NonFiniteSearch.
        if (!double.IsFinite(ratio)) return;
        if (ratio == 0)
        {
            _stillSteps[tensor]++;
            return;
        }
        _steps[tensor]++;
        _last[tensor] = ratio;
        _logarithms[tensor] += Math.Log(ratio);
        _largest[tensor] = Math.Max(_largest[tensor], ratio);
    }
}
