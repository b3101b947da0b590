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

    private const double NaN = double.NaN, MinusInfinity = double.NegativeInfinity;

    private const string
        OneValue = "the unbiased variance of one value is an argument error",
        AllIgnored = "with all targets ignored, or of weight 0, loss and gradient are 0",
        MinusInfinityRow = "a row of minus infinities has no maximum: probabilities and gradient are 0",
        PlusInfinityRow = "infinite logits share all of the probability: the limit",
        ZeroVector = "norm, cosine and normalization have gradient 0 at the zero vector",
        NanReaches = "NaN reaches the gradient of what it influences",
        AbsoluteValue = "the absolute value has derivative 0 at 0",
        ZeroTarget = "x log x is 0 with gradient 0 at 0, whatever it is multiplied with",
        MaskedQuery = "a query that may see nothing attends to nothing: 0 instead of NaN, and no NaN reaches the values";

    public static IReadOnlyList<Convention> All { get; } =
    [
        new("activation_hardswish", "special", "grad x", "clamp has derivative 0 at its edges, so x clamp(x/6 + 1/2) has 0 at -3",
            AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle,
            AsOracle, 0, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle),
        new("activation_hardswish", "infinite", "grad x", NanReaches, AsOracle, AsOracle, NaN),
        new("activation_hardsigmoid", "infinite", "grad x", "clamp passes the gradient of NaN, as relu does", AsOracle, AsOracle, -2.0867439615179384 / 6),
        new("activation_elu", "infinite", "grad x", NanReaches, AsOracle, AsOracle, NaN),
        new("activation_selu", "infinite", "grad x", NanReaches, AsOracle, AsOracle, NaN),
        new("variance", "single_unbiased", Throws, OneValue),
        new("cross_entropy", "all_ignored_mean", "output y", AllIgnored, 0),
        new("cross_entropy", "zero_weight_class", "output y", AllIgnored, 0),
        new("cross_entropy", "zero_weight_class", "grad x", AllIgnored, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        new("fake_quant_tensor", "nan_inf", "output y", "NaN stays NaN; the oracle's cast to an integer depends on the platform", AsOracle, AsOracle, NaN),
        new("fake_quant_tensor", "nan_inf", "grad x", "NaN does not saturate, so the gradient passes straight through", AsOracle, AsOracle, -0.5563989890745318),
        new("focal", "large_gamma_half", "grad x", "a sample that is classified with certainty pulls no more", 0, 0, 0),
        new("bce_with_logits", "infinite", "output y", "a certain wrong answer costs infinitely much, by the limit", AsOracle, AsOracle, AsOracle, double.PositiveInfinity),
        new("kl_div", "zero_target_grad_target", "grad target", ZeroTarget, AsOracle, 0, 0),
        new("kl_div", "minus_inf_input", "output y", ZeroTarget, 0),
        new("softmax", "row_all_minus_inf", "output y", MinusInfinityRow, 0, 0, 0, AsOracle, AsOracle, AsOracle),
        new("softmax", "row_all_minus_inf", "grad x", MinusInfinityRow, 0, 0, 0, AsOracle, AsOracle, AsOracle),
        new("softmax", "plus_inf", "output y", PlusInfinityRow, 1, 0, 0, 0.5, 0.5, 0),
        new("softmax", "plus_inf", "grad x", PlusInfinityRow, 0, 0, 0, -0.13801939229363525, 0.13801939229363525, 0),
        new("log_softmax", "row_all_minus_inf", "output y", MinusInfinityRow, MinusInfinity, MinusInfinity, MinusInfinity, AsOracle, AsOracle, AsOracle),
        new("log_softmax", "row_all_minus_inf", "grad x", MinusInfinityRow, 0, 0, 0, AsOracle, AsOracle, AsOracle),
        new("log_softmax", "plus_inf", "output y", PlusInfinityRow,
            0, MinusInfinity, MinusInfinity, -0.6931471805599453, -0.6931471805599453, MinusInfinity),
        new("log_softmax", "plus_inf", "grad x", PlusInfinityRow,
            -2.108035716350523, 1.0615921653334779, 1.0464435510170453, 0.31871019529805567, 0.4113500241564876, -0.7300602194545432),
        new("logsumexp", "row_all_minus_inf", "grad x", MinusInfinityRow, 0, 0, 0, AsOracle, AsOracle, AsOracle),
        new("logsumexp", "plus_inf", "grad x", PlusInfinityRow, -0.1097517818136139, 0, 0, 0.5148496060472604, 0.5148496060472604, 0),
        new("logsumexp", "max_double", "grad x", "two equal maxima share the gradient; the oracle's log-sum-exp is rounded and gives both all of it",
            0.3641877240603757, AsOracle, 0.3641877240603757),
        new("cosine_similarity", "one_zero", "grad x1", ZeroVector, 0, 0, 0),
        new("cosine_similarity", "eps_active", "grad x1", "below eps the divisor is a constant", -0.00157879316587893, -0.00052626438862631),
        new("cosine_similarity", "eps_active", "grad x2", "below eps the divisor is a constant", -0.00052626438862631, -0.00105252877725262),
        new("normalize", "rows_and_zero", "grad x", ZeroVector, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, 0, 0, 0),
        new("info_nce", "zero_vector", "grad query", ZeroVector, 0, 0, AsOracle, AsOracle),
        new("smooth_l1", "equal_2", "grad x", AbsoluteValue, 0, 0, 0),
        new("smooth_l1", "equal_2", "grad target", AbsoluteValue, 0, 0, 0),
        new("smooth_l1", "boundary_2", "grad x", AbsoluteValue, 0, 0, 0),
        new("smooth_l1", "boundary_2", "grad target", AbsoluteValue, 0, 0, 0),
        new("attention", "fully_masked_row", "output y", MaskedQuery,
            AsOracle, AsOracle, AsOracle, 0, 0, 0, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle,
            AsOracle, AsOracle, AsOracle, 0, 0, 0, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle,
            AsOracle, AsOracle, AsOracle, 0, 0, 0, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle,
            AsOracle, AsOracle, AsOracle, 0, 0, 0, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle, AsOracle),
        new("attention", "fully_masked_row", "grad v", MaskedQuery,
            1.0979946378243537, -0.7471870220158461, -1.1279284218238292, 0.32433490311881563, -0.3132814136434093, -0.6461898316677406,
            0.6785753126690831, -0.15975289339776286, -0.9716904081841586, 0, 0, 0,
            0.4500822934435535, 0.17942120340214457, -0.41427829186512105, 0.049926566495966884, 0.6800548500330997, 0.2394066574038283,
            0.13477910497005546, 0.38470460284467173, 0.04728722149501491, 0, 0, 0,
            1.1428599769874497, -1.796999318262712, 2.269235692913787, 0.5151274596883397, -0.38742138819044813, 1.0202860460349565,
            0.09398484967469765, -0.06737083468104843, 0.17908227844440977, 0, 0, 0,
            1.2205329751751588, -0.49228416992430285, 0.24540128130054162, 0.24626959983318264, 0.5991230325061602, -0.23972902246581457,
            1.0342640885831504, -0.4468644662962762, 0.24753343195901395, 0, 0, 0),
    ];

    public static Convention? Find(string operatorName, string caseName, string what) =>
        All.FirstOrDefault(c => c.Operator == operatorName && c.Case == caseName && c.What == what);

    /// <summary>The expected numbers: those of the convention where there is one, else those of the oracle.</summary>
    public static ReferenceTensor Apply(ReferenceCase reference, string what, ReferenceTensor oracle)
    {
        if (Find(reference.Operator, reference.Name, what) is not { } convention) return oracle;
        if (convention.Expected.Length != oracle.Data.Length)
            throw new FormatException($"{reference} {what}: the convention lists {convention.Expected.Length} numbers, the oracle {oracle.Data.Length}.");
        double[] data = [.. convention.Expected.Select((value, i) => value == AsOracle ? oracle.Data[i] : value)];
        return oracle with { Data = data };
    }
}
