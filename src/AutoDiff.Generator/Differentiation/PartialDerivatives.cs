using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The partial derivatives of a called method that returns one number, by its rule.</summary>
internal static class PartialDerivatives
{
    /// <summary>Calls the rule.</summary>
    /// <returns>For each differentiated parameter the argument and the derivative with respect to it.</returns>
    public static IReadOnlyList<(Value Argument, Value Derivative)> Emit(Builder builder, Call call, Callee partials)
    {
        var differentiated = call.Callee.Differentiated.Select(i => call.Arguments[i]).ToList();
        var arrays = differentiated.Where(a => a.Axes.Count > 0).Select(a => builder.Zeros(ElementType.Real, a.Axes, Adjoints.NameOf(a)));
        var numbers = partials.Results.Select(type => new Value(0, type, default));
        var handedOut = partials.Parameters.Any(p => p.IsYielded) ? differentiated.Select(a => a with { Name = Adjoints.NameOf(a) }) : [];
        var yields = builder.EmitMany(new Call(partials, call.Arguments.Concat(arrays).ToEquatable()), numbers.Concat(handedOut));
        return differentiated.Zip(yields.Skip(yields.Count - differentiated.Count), (argument, derivative) => (argument, derivative)).ToList();
    }
}
