namespace AutoDiff.Optimizers;

/// <summary>
/// The strong Wolfe conditions on a step a along a direction with slope s at 0: f(a) ≤ f(0) + c1 a s (enough decrease) and |f'(a)| ≤ c2 |s| (flat enough).
/// </summary>
/// <param name="SufficientDecrease">c1.</param>
/// <param name="Curvature">c2, between c1 and 1.</param>
/// <param name="MaxEvaluations">Evaluations after which the search gives up.</param>
public sealed record WolfeConditions(double SufficientDecrease = 1e-4, double Curvature = 0.9, int MaxEvaluations = 25);
