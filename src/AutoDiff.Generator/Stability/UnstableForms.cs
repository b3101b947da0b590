using AutoDiff.Generator.Binding;
using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Stability;

/// <summary>The table of unstable forms: one method a form, tried in order.</summary>
internal static class UnstableForms
{
    private static readonly Func<IOperation, UnstableForm?>[] s_forms =
    [
        LogOfSumOfExponentials, LogOfSoftmax, LogOfSigmoid, LogOfOnePlusExponential, LogOfOnePlus, ExponentialMinusOne, MeanOfSquaresMinusSquareOfMean, RootOfSumOfSquares,
    ];

    /// <summary>The form that an operation is, or null.</summary>
    public static UnstableForm? Match(IOperation operation)
    {
        foreach (var form in s_forms)
            if (form(operation) is { } match) return match;
        return null;
    }

    /// <summary>log(sum(exp(x), axes)): infinite from x = 710 on.</summary>
    private static UnstableForm? LogOfSumOfExponentials(IOperation operation) =>
        Function.Match(operation, "Log") is { Count: 1 } log && Function.Match(log[0], "Sum") is { IsOps: true } sum && Function.Match(sum[0], "Exp") is { Count: 1 } exp
            ? new(Descriptors.UnstableLogSumExp, operation.Syntax, sum.Renamed("LogSumExp", exp.Text(0))) : null;

    /// <summary>log(softmax(x, axis)): minus infinity where a probability underflows.</summary>
    private static UnstableForm? LogOfSoftmax(IOperation operation) =>
        Function.Match(operation, "Log") is { Count: 1 } log && Function.Match(log[0], "Softmax") is { IsOps: true } softmax
            ? new(Descriptors.UnstableLogSoftmax, operation.Syntax, softmax.Renamed("LogSoftmax", softmax.Text(0))) : null;

    /// <summary>log(sigmoid(x)): minus infinity below x = −745.</summary>
    private static UnstableForm? LogOfSigmoid(IOperation operation) =>
        Function.Match(operation, "Log") is { Count: 1 } log && Function.Match(log[0], "Sigmoid") is { IsOps: true } sigmoid
            ? new(Descriptors.UnstableLogSigmoid, operation.Syntax, sigmoid.Renamed("LogSigmoid", sigmoid.Text(0))) : null;

    /// <summary>log(1 + exp(x)): infinite from x = 710 on, 0 below x = −37.</summary>
    private static UnstableForm? LogOfOnePlusExponential(IOperation operation) =>
        Function.Match(operation, "Log") is { Count: 1 } log && Sum.OnePlus(log[0]) is { } other && Function.Match(other, "Exp") is { Count: 1 } exp
            ? new(Descriptors.UnstableSoftplus, operation.Syntax, log.InOps("Softplus", exp.Text(0))) : null;

    /// <summary>log(1 + x): 0 for |x| below 1e-16.</summary>
    private static UnstableForm? LogOfOnePlus(IOperation operation) =>
        Function.Match(operation, "Log") is { Count: 1 } log && Sum.OnePlus(log[0]) is { } other
            ? new(Descriptors.UnstableLog1P, operation.Syntax, log.Scalar("Log1P", "LogP1", Function.TextOf(other))) : null;

    /// <summary>exp(x) − 1: 0 for |x| below 1e-16.</summary>
    private static UnstableForm? ExponentialMinusOne(IOperation operation) =>
        Function.Bare(operation) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference && Sum.IsOne(difference.RightOperand)
            && Function.Match(difference.LeftOperand, "Exp") is { Count: 1 } exp
            ? new(Descriptors.UnstableExpM1, operation.Syntax, exp.Scalar("ExpM1", "ExpM1", exp.Text(0))) : null;

    /// <summary>mean(x²) − mean(x)²: all digits cancel where the mean is large against the deviation.</summary>
    private static UnstableForm? MeanOfSquaresMinusSquareOfMean(IOperation operation)
    {
        if (Function.Bare(operation) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference) return null;
        if (Function.Match(difference.LeftOperand, "Mean") is not { IsOps: true, Count: > 1 } meanOfSquares || Function.SquareOf(meanOfSquares[0]) is not { } x) return null;
        if (Function.SquareOf(difference.RightOperand) is not { } mean || Function.Match(mean, "Mean") is not { IsOps: true } inner) return null;
        return Function.TextOf(inner[0]) == Function.TextOf(x) && inner.SameRest(meanOfSquares)
            ? new(Descriptors.UnstableVariance, operation.Syntax, meanOfSquares.Renamed("Variance", Function.TextOf(x))) : null;
    }

    /// <summary>sqrt(sum(x², axes)): an infinite derivative at the zero vector, and overflow of the squares.</summary>
    private static UnstableForm? RootOfSumOfSquares(IOperation operation) =>
        Function.Match(operation, "Sqrt") is { Count: 1 } root && Function.Match(root[0], "Sum") is { IsOps: true } sum && Function.SquareOf(sum[0]) is { } x
            ? new(Descriptors.UnstableNorm, operation.Syntax, sum.Renamed("Norm", Function.TextOf(x))) : null;
}
