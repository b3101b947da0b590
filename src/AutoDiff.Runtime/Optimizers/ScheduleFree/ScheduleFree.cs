using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Training without a schedule of the rate (Defazio et al., 2024). Three points go along: z makes the plain steps, x is the average of the z, and the gradient is
/// taken between them, at y = (1 - beta) z + beta x. The parameters of a step are y, the training point;
/// <see cref="CopyEvaluationPoint"/> writes x, which is what to evaluate and to keep.
/// With the direction d at y: z -= rate d; x += c (z - x), where c is this step's share in the sum of the squares of the largest rates so far
/// (1 / t for a constant rate). Only a warm-up of the rate is needed.
/// </summary>
public abstract unsafe class ScheduleFree<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _beta;
    private double _largestRate, _weights;

    private protected ScheduleFree(int length, Schedule learningRate, double beta, params string[] slotNames) : base(length, learningRate, slotNames)
    {
        if (beta is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "Beta is the share of the average in the training point and has to lie in (0, 1].");
        _beta = beta;
    }

    private protected override bool CanStepRows => false;

    /// <summary>
    /// Writes the evaluation point x = y + (1 / beta - 1) (y - z). Training goes on from <paramref name="parameters"/>, which stay as they are unless
    /// they are the destination.
    /// </summary>
    /// <param name="parameters">The parameters after the last step.</param>
    /// <param name="destination">Receives as many numbers.</param>
    /// <exception cref="ArgumentException">A span has not the length that the optimizer was made for.</exception>
    public void CopyEvaluationPoint(ReadOnlySpan<T> parameters, Span<T> destination)
    {
        StepLengths.Require(Length, parameters.Length, destination.Length);
        if (StepCount == 0)
        {
            parameters.CopyTo(destination);
            return;
        }
        var beyond = Real(1 / _beta - 1);
        ReadOnlySpan<T> z = Slot(0);
        for (int i = 0; i < destination.Length; i++) destination[i] = T.FusedMultiplyAdd(beyond, parameters[i] - z[i], parameters[i]);
    }

    private protected sealed override void Update(in Arguments arguments, long step, double rate)
    {
        // All three points start where the parameters do.
        if (step == 1) new ReadOnlySpan<T>(arguments.Parameters, Length).CopyTo(Slot(0));
        _largestRate = Math.Max(_largestRate, rate);
        double weight = _largestRate * _largestRate;
        _weights += weight;
        double share = _weights > 0 ? weight / _weights : 0;
        Update(in arguments, step, new Interpolation<T>
        {
            Share = Real(share),
            ShareRest = Real(1 - share),
            FastRate = Real(-rate),
            PointRate = Real(rate * (_beta * (1 - share) - 1)),
        });
    }

    private protected abstract void Update(in Arguments arguments, long step, in Interpolation<T> interpolation);

    private protected override void VisitOwnState(StateVisitor visitor)
    {
        visitor.Number("largest_rate", ref _largestRate);
        visitor.Number("sum_of_weights", ref _weights);
    }
}
