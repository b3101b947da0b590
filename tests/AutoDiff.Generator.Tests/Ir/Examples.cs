namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>Functions of the model zoo, as the binder hands them over.</summary>
internal static class Examples
{
    public static Axis N { get; } = FunctionBuilder.Axis("N");

    public static Axis C { get; } = FunctionBuilder.Axis("C");

    /// <summary>gamma * (x - mean) * rsqrt(var + epsilon) + beta, with statistics over the given axis.</summary>
    public static Function Normalization(string name, Axis over, bool divide = false)
    {
        var f = new FunctionBuilder(name);
        Value x = f.Input("x", N, C), gamma = f.Input("gamma", C), beta = f.Input("beta", C), epsilon = f.Input("epsilon", false, ElementType.Real);
        f.Line("var centered = x - Mean(x, axis);");
        var centered = f.Map(Subtract, x, f.Mean(x, over));
        f.Line("var variance = Mean(Square(centered), axis);");
        var variance = f.Mean(f.Map(Square, centered), over);
        if (divide)
        {
            f.Line("return centered / Sqrt(variance + epsilon) * gamma + beta;");
            var normal = f.Map(Divide, centered, f.Map(Sqrt, f.Map(Add, variance, epsilon)));
            return f.Result("y", f.Map(Add, f.Map(Multiply, normal, gamma), beta), N, C).Build();
        }
        f.Line("return gamma * centered * ReciprocalSqrt(variance + epsilon) + beta;");
        var scaled = f.Map(Multiply, f.Map(Multiply, gamma, centered), f.Map(ReciprocalSqrt, f.Map(Add, variance, epsilon)));
        return f.Result("y", f.Map(Add, scaled, beta), N, C).Build();
    }

    public static Function BatchNorm => Normalization("BatchNorm", N);

    public static Function LayerNorm => Normalization("LayerNorm", C);

    /// <summary>mean(logsumexp(logits) - logits[target]).</summary>
    public static Function CrossEntropy
    {
        get
        {
            var f = new FunctionBuilder("CrossEntropy");
            Value logits = f.Input("logits", N, C), targets = f.Indices("targets", N);
            f.Line("return Mean(LogSumExp(logits, axis: 1) - Pick(logits, targets));");
            var picked = f.Builder.Emit(new Gather(logits, C, targets));
            return f.Result("loss", f.Mean(f.Map(Subtract, f.Reduce(ReduceKind.LogSumExp, logits, C), picked), N)).Build();
        }
    }

    /// <summary>-mean(logsoftmax(logits)[target]).</summary>
    public static Function CrossEntropyByLogSoftmax
    {
        get
        {
            var f = new FunctionBuilder("CrossEntropyByLogSoftmax");
            Value logits = f.Input("logits", N, C), targets = f.Indices("targets", N);
            f.Line("return -Mean(Pick(LogSoftmax(logits, axis: 1), targets));");
            var picked = f.Builder.Emit(new Gather(f.Builder.Emit(new Softmax(logits, EquatableArray.Of(C), Log: true)), C, targets));
            return f.Result("loss", f.Map(Negate, f.Mean(picked, N))).Build();
        }
    }
}
