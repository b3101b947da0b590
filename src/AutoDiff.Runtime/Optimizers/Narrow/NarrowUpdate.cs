namespace AutoDiff.Optimizers;

/// <summary>How weights of few digits receive steps smaller than their last digit, which plain rounding would lose: 1 + 1000 * 1e-4 stays 1 in float16.</summary>
public enum NarrowUpdate
{
    /// <summary>Steps are made on a wide copy, which is the state; the weights are it, rounded (Micikevicius et al., 2018).</summary>
    MasterWeights,

    /// <summary>What rounding took away is kept in a second narrow number and added back before the next step (Kahan, 1965): half the state.</summary>
    Compensated,

    /// <summary>Rounds up or down with probabilities that make the expectation right (Gupta et al., 2015): no state.</summary>
    StochasticRounding,
}
