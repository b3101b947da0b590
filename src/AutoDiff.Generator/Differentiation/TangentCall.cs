using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The call of a method's Jacobian-vector product in place of the method's own: it computes the values too. Each differentiated argument is followed by
/// its tangent; the results are followed by theirs.
/// </summary>
internal static class TangentCall
{
    /// <exception cref="NotDifferentiableException">The method has no generated tangents, or not several at once.</exception>
    public static void Append(Builder builder, Tangents tangents, Call call, EquatableArray<Value> targets)
    {
        var callee = call.Callee;
        if (callee.Partials is { } partials)
        {
            AppendRuled(builder, tangents, call, partials, targets);
            return;
        }
        if (callee.Tangent is not { } name || tangents.Type != ElementType.Real)
            throw new NotDifferentiableException($"{callee.Name} has no tangents; give it Modes.Jvp.", targets.Select(t => t.Source).FirstOrDefault());
        var arguments = new List<Value>();
        var parameters = new List<CalleeParameter>();
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            var parameter = callee.Parameters[i] with { Differentiated = false };
            arguments.Add(call.Arguments[i]);
            parameters.Add(parameter);
            if (!callee.Parameters[i].Differentiated) continue;
            arguments.Add(tangents.Full(call.Arguments[i]));
            parameters.Add(parameter);
        }

        var real = Enumerable.Range(0, callee.Results.Count).Where(i => callee.Results[i] == ElementType.Real).ToList();
        var derivative = new Callee(name, parameters.ToEquatable(), callee.Results.Concat(real.Select(_ => ElementType.Real)).ToEquatable(), null, null, callee.HasEffect, CallForm.Tangent);
        var values = targets.Take(callee.Results.Count).ToList();
        var all = values.Concat(real.Select(i => tangents.New(values[i]))).ToList();
        int written = values.Count;
        foreach (int i in callee.Written)
        {
            var state = targets[written++];
            all.Add(state);
            if (callee.Parameters[i].Differentiated) all.Add(tangents.New(state));
        }
        builder.Append(new Statement(all.ToEquatable(), new Call(derivative, arguments.ToEquatable())));
    }

    /// <summary>A method that returns one number: the sum of its partial derivatives times the tangents.</summary>
    private static void AppendRuled(Builder builder, Tangents tangents, Call call, Callee partials, EquatableArray<Value> targets)
    {
        builder.Append(new Statement(targets, call));
        Value? sum = null;
        foreach (var pair in PartialDerivatives.Emit(builder, call, partials))
        {
            if (tangents.Of(pair.Argument) is not { } tangent) continue;
            var term = builder.SumOver(builder.Map(Operator.Multiply, pair.Derivative, tangent), pair.Argument.Axes);
            sum = sum is null ? term : builder.Map(Operator.Accumulate, sum, term);
        }
        if (sum is not null) tangents.Set(targets[0], sum);
    }
}
