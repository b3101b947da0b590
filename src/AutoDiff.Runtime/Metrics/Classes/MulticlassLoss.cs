namespace AutoDiff.Metrics;

/// <summary>The log loss of several classes.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="UnnormalizedRows">Rows whose probabilities do not sum to 1 within rounding: their loss means little.</param>
/// <param name="FirstUnnormalizedRow">The first of them, from 0; null if there is none.</param>
public sealed record MulticlassLoss(MetricValue Loss, int UnnormalizedRows, int? FirstUnnormalizedRow);
