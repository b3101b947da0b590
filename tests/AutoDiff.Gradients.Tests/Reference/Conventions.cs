namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>A result that differs from the oracle's on purpose.</summary>
/// <param name="Operator">Name of the operator, the file name.</param>
/// <param name="Case">Name of the case.</param>
/// <param name="What">For instance "output y" or "grad x".</param>
/// <param name="Reason">Why the value here is the better one.</param>
/// <param name="Expected">All elements of the tensor; <see cref="Conventions.AsOracle"/> where it agrees with the oracle. Empty: the call throws.</param>
public sealed record Convention(string Operator, string Case, string What, string Reason, params double[] Expected);

/// <summary>Every deliberate difference from the oracle, in one place. The written rules are in docs/language.md, conventions at kinks and singular points.</summary>
public static class Conventions
{
    /// <summary>Stands for the oracle's number in <see cref="Convention.Expected"/>.</summary>
    public const double AsOracle = double.MaxValue;

    /// <summary>The value of <see cref="Convention.What"/> for a call that has to throw.</summary>
    public const string Throws = "throws";

    private const double NaN = double.NaN, NegativeInfinity = double.NegativeInfinity;

    private const string OneValue = "the unbiased variance of one value is an argument error";

    public static IReadOnlyList<Convention> All { get; } =
    [
        new("variance", "single_unbiased", Throws, OneValue),
        new("cross_entropy", "all_ignored_mean", "output y", "with all targets ignored the loss is 0", 0),
        new("cross_entropy", "zero_weight_class", "output y", "targets of weight 0 count as ignored", 0),
        new("cross_entropy", "zero_weight_class", "grad x", "targets of weight 0 count as ignored", 0, 0, 0, 0, 0, 0, 0, 0, 0),
        new("fake_quant_tensor", "nan_inf", "output y", "NaN stays NaN; the oracle's cast to an integer depends on the platform", AsOracle, AsOracle, NaN),
    ];

    public static Convention? Find(string operatorName, string caseName, string what) =>
        All.FirstOrDefault(c => c.Operator == operatorName && c.Case == caseName && c.What == what);

    /// <summary>The expected numbers: those of the convention where there is one, else those of the oracle.</summary>
    public static ReferenceTensor Apply(ReferenceCase reference, string what, ReferenceTensor oracle)
    {
        if (Find(reference.Operator, reference.Name, what) is not { } convention) return oracle;
        double[] data = [.. convention.Expected.Select((value, i) => value == AsOracle ? oracle.Data[i] : value)];
        return oracle with { Data = data };
    }
}
