namespace AutoDiff.Checking;

/// <summary>The sum of the results of a method times their upstream gradient (1 for a scalar result), at a flat point.</summary>
public delegate double ProjectedValue(ReadOnlySpan<double> point, ReadOnlySpan<double> upstream);

/// <summary>Writes the gradient of a <see cref="ProjectedValue"/>: what the generated derivative gives.</summary>
public delegate void ProjectedGradient(ReadOnlySpan<double> point, ReadOnlySpan<double> upstream, Span<double> gradient);

/// <summary>A differentiable method with what its check needs. Generated code makes one for each method; tests can make them by hand.</summary>
/// <param name="Name">The method's name, unique among the cases.</param>
/// <param name="File">The file of the method.</param>
/// <param name="Line">Its line there, from 1.</param>
/// <param name="Parameters">The differentiated parameters; together they fill the flat point.</param>
/// <param name="Value">Runs the method as the user wrote it.</param>
/// <param name="Gradient">Runs the generated derivative.</param>
public sealed record GradientCheckCase(
    string Name, string File, int Line, IReadOnlyList<CheckedParameter> Parameters, ProjectedValue Value, ProjectedGradient Gradient)
{
    /// <summary>Number of elements of the result; 1 for a scalar.</summary>
    public int ResultLength { get; init; } = 1;

    /// <summary>
    /// Why differences say nothing about the derivative; such a case is never counted as passed. Null for a derivative in the usual sense.
    /// </summary>
    public string? Exemption { get; init; }

    /// <summary>A method that cannot be called from a check.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="file">The file of the method.</param>
    /// <param name="line">Its line there.</param>
    /// <param name="reason">What is in the way.</param>
    public static GradientCheckCase OutOfReach(string name, string file, int line, string reason) =>
        new(name, file, line, [], (_, _) => 0, (_, _, _) => { }) { Exemption = reason };

    /// <summary>
    /// The first sample that the method takes: a program of loops says by its exceptions which sizes fit each other. Where none does, the method is out of reach.
    /// </summary>
    /// <param name="sample">Makes the case of an attempt, from 0 on.</param>
    /// <param name="seed">Draws the points.</param>
    public static GradientCheckCase FirstThatFits(Func<int, GradientCheckCase> sample, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sample);
        string reason = "";
        for (int attempt = 0; attempt < CheckArguments.Attempts; attempt++)
        {
            var @case = sample(attempt);
            if (@case.Objection(seed) is not { } objection) return @case;
            if (attempt == 0) reason = objection;
        }
        var first = sample(0);
        return OutOfReach(first.Name, first.File, first.Line, $"none of {CheckArguments.Attempts} samples fits it; the first: {reason}");
    }

    /// <summary>Why the method does not take the point; null where it does.</summary>
    private string? Objection(ulong seed)
    {
        var upstream = new double[ResultLength];
        Array.Fill(upstream, 1);
        try
        {
            using var frame = Workspace.Current.BeginFrame();
            return double.IsFinite(Value(Point(seed), upstream)) ? null : "its value is not finite";
        }
        catch (Exception refusal) when (refusal is ArgumentException or IndexOutOfRangeException or ArithmeticException or InvalidOperationException)
        {
            return refusal.Message;
        }
    }

    /// <summary>The file of the generated derivative, if there is one.</summary>
    public string? BackwardFile { get; init; }

    /// <summary>The derivative's line there.</summary>
    public int BackwardLine { get; init; }

    /// <summary>Draws the point of the check from a seed; by default each parameter is drawn as it says.</summary>
    public Func<ulong, double[]>? Sample { get; init; }

    /// <summary>Number of elements of the flat point.</summary>
    public int Length => Parameters.Sum(p => p.Length);

    /// <summary>The point of the check.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Sample"/> gave a point of another length.</exception>
    internal double[] Point(ulong seed)
    {
        if (Sample is not null)
        {
            var point = Sample(seed);
            return point.Length == Length ? point
                : throw new InvalidOperationException($"The sample of {Name} has {point.Length} numbers and its parameters {Length}.");
        }
        var drawn = new double[Length];
        for (int i = 0; i < Parameters.Count; i++)
        {
            var p = Parameters[i];
            var random = new CounterRandom(seed, RandomDomain.Check + (ulong)i);
            var elements = drawn.AsSpan(p.Offset, p.Length);
            if (p is { Low: { } low, High: { } high }) random.FillUniform(elements, low, high);
            else random.FillNormal(elements, 0, 1);
        }
        return drawn;
    }
}
