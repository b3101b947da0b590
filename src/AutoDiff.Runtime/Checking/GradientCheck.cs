namespace AutoDiff.Checking;

/// <summary>Compares gradients with central differences in double, element by element and in random directions.</summary>
public static class GradientCheck
{
    /// <summary>Checks a gradient written by hand.</summary>
    /// <param name="f">The function.</param>
    /// <param name="gradient">Its gradient, as long as its argument.</param>
    /// <param name="x">The point; it is not changed.</param>
    /// <param name="options">Null takes the defaults.</param>
    public static GradientCheckResult Run(Func<double[], double> f, Func<double[], double[]> gradient, double[] x, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(x);
        var parameter = new CheckedParameter("x", new TensorShape(x.Length), 0);
        return Run(new GradientCheckCase("function", "", 0, [parameter], (point, _) => f(point.ToArray()),
            (point, _, result) => CopyOf(gradient(point.ToArray()), result))
        { Sample = _ => [.. x] }, options);
    }

    /// <summary>
    /// Checks one method at a random point. Where differences say nothing about its derivative, that the backward pass is linear in the upstream
    /// gradient is all that is checked, and the result is skipped or failed.
    /// </summary>
    public static GradientCheckResult Run(GradientCheckCase @case, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(@case);
        options ??= new GradientCheckOptions();
        var run = new GradientCheckRun(@case, options);
        if (@case.Exemption is { } reason) return CheckLinearity(run, @case, options, reason);
        int upstreams = @case.ResultLength == 1 ? 1 : options.Upstreams;
        for (int i = 0; i < upstreams; i++) run.CompareAll(Upstream(@case, options.Seed, i));
        return run.Result();
    }

    /// <summary>Checks many methods. One that refuses its arguments fails and does not keep the others from being checked.</summary>
    public static IReadOnlyList<GradientCheckResult> RunAll(IEnumerable<GradientCheckCase> cases, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        options ??= new GradientCheckOptions();
        var results = new List<GradientCheckResult>();
        foreach (var @case in cases)
        {
            try
            {
                results.Add(Run(@case, options));
            }
            catch (ArgumentException e)
            {
                results.Add(new GradientCheckResult(@case, false, null, 0, 0, options.Seed) { Error = e.Message });
            }
        }
        return results;
    }

    private static GradientCheckResult CheckLinearity(GradientCheckRun run, GradientCheckCase @case, GradientCheckOptions options, string reason)
    {
        if (@case.ResultLength == 1 || @case.Length == 0) return run.Result() with { Passed = false, Skipped = reason };
        run.CompareLinearity(Upstream(@case, options.Seed, 0), Upstream(@case, options.Seed, 1));
        var result = run.Result();
        return result.Passed ? result with { Passed = false, Skipped = reason + "; it is linear in the upstream gradient" } : result;
    }

    private static double[] Upstream(GradientCheckCase @case, ulong seed, int number)
    {
        var upstream = new double[@case.ResultLength];
        if (upstream.Length == 1) upstream[0] = 1;
        else new CounterRandom(seed, RandomDomain.Check + (1UL << 40) + (ulong)number).FillNormal(upstream.AsSpan(), 0, 1);
        return upstream;
    }

    private static void CopyOf(double[] gradient, Span<double> result)
    {
        if (gradient.Length != result.Length)
            throw new ArgumentException($"The gradient has {gradient.Length} elements and the point {result.Length}.", nameof(gradient));
        gradient.CopyTo(result);
    }
}
