namespace AutoDiff.Diagnostics;

/// <summary>What a model is trained on.</summary>
public enum BaselineKind
{
    /// <summary>The data as they are.</summary>
    AsGiven,

    /// <summary>The training labels in a random order: what remains to be learned are their frequencies.</summary>
    ShuffledLabels,

    /// <summary>All inputs 0, in training and evaluation: what remains to be learned are the frequencies of the labels.</summary>
    ZeroInput,
}

/// <summary>Losses of a trained model.</summary>
/// <param name="Training">On what it was trained on.</param>
/// <param name="HeldOut">On samples with their true labels that it was not trained on.</param>
public readonly record struct BaselineScore(double Training, double HeldOut);

/// <summary>What the comparison with the baselines says.</summary>
public enum BaselineVerdict
{
    /// <summary>Inputs and labels are used.</summary>
    Learns,

    /// <summary>The model does not fit its training data better than one that sees no inputs.</summary>
    InputsIgnored,

    /// <summary>It fits its training data, but predicts others no better than if the labels had been shuffled: they do not belong to the inputs, or it memorizes.</summary>
    LabelsUninformative,

    /// <summary>Shuffled labels are enough to predict the held-out ones: the evaluation leaks.</summary>
    Leaks,

    /// <summary>A loss is infinite or NaN.</summary>
    NotFinite,
}

/// <summary>The losses of a model and of both baselines.</summary>
/// <param name="Margin">The share by which a loss has to be lower to count as lower.</param>
/// <param name="AsGiven">Trained on the data.</param>
/// <param name="ShuffledLabels">Trained on shuffled labels.</param>
/// <param name="ZeroInput">Trained without inputs.</param>
public sealed record BaselineResult(double Margin, BaselineScore AsGiven, BaselineScore ShuffledLabels, BaselineScore ZeroInput)
{
    public BaselineVerdict Verdict
    {
        get
        {
            double[] losses = [AsGiven.Training, AsGiven.HeldOut, ShuffledLabels.Training, ShuffledLabels.HeldOut, ZeroInput.Training, ZeroInput.HeldOut];
            if (!losses.All(double.IsFinite)) return BaselineVerdict.NotFinite;
            if (!IsLower(AsGiven.Training, ZeroInput.Training)) return BaselineVerdict.InputsIgnored;
            if (!IsLower(AsGiven.HeldOut, ZeroInput.HeldOut) || !IsLower(AsGiven.HeldOut, ShuffledLabels.HeldOut)) return BaselineVerdict.LabelsUninformative;
            return IsLower(ShuffledLabels.HeldOut, ZeroInput.HeldOut) ? BaselineVerdict.Leaks : BaselineVerdict.Learns;
        }
    }

    private bool IsLower(double loss, double than) => loss < (1 - Margin) * than;
}

/// <summary>
/// Trains the same model on the data, on shuffled labels and without inputs. A model that beats neither baseline learns nothing from its data,
/// however nicely its loss falls.
/// </summary>
public static class Baselines
{
    private const ulong Stream = 0x5AFF_1ED0_0000_0000;

    /// <param name="train">Trains a fresh model, each time from the same start and for the same number of steps, and measures it.</param>
    /// <param name="margin">The share by which a loss has to be lower to count as lower, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not in [0, 1).</exception>
    public static BaselineResult Compare(Func<BaselineKind, BaselineScore> train, double margin = 0.05)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (margin is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin is a share in [0, 1).");
        return new BaselineResult(margin, train(BaselineKind.AsGiven), train(BaselineKind.ShuffledLabels), train(BaselineKind.ZeroInput));
    }

    /// <summary>The labels in a random order; the argument stays as it is.</summary>
    public static TLabel[] ShuffledLabels<TLabel>(ReadOnlySpan<TLabel> labels, ulong seed)
    {
        var shuffled = labels.ToArray();
        new CounterRandom(seed, Stream).Shuffle(shuffled.AsSpan());
        return shuffled;
    }
}
