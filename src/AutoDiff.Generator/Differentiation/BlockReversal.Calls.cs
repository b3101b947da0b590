using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

internal sealed partial class BlockReversal
{
    /// <summary>
    /// The adjoint of a call is a call of the callee's vector-Jacobian product: with the arguments, the adjoints of the real results, and destinations for the
    /// results and the gradients. Adjoints of arrays that the callee writes go in as those of the new states and come out as those of the old ones.
    /// </summary>
    private void Call(Statement statement, Call forward, Adjoints adjoints)
    {
        var callee = forward.Callee;
        if (callee.Partials is { } partials)
        {
            Ruled(statement, forward, partials, adjoints);
            return;
        }
        // A generated gradient takes one direction.
        if (adjoints.Type != ElementType.Real) throw NotDifferentiableException.NoGradient(callee.Name, statement);
        string gradient = callee.Gradient ?? throw NotDifferentiableException.NoGradient(callee.Name, statement);
        var (parameters, arguments) = (callee.Parameters.Select(p => p with { Differentiated = false }).ToList(), forward.Arguments.ToList());
        // What the call yields: states of the arrays that the method writes, adjoints and destinations, each beside the argument that it is the adjoint of.
        var yields = new List<(Value Like, Value? AdjointOf)>(callee.Written.Select(i => (forward.Arguments[i], (Value?)null)));

        var written = callee.Written.ToList();
        for (int t = 0; t < statement.Targets.Count; t++)
        {
            var target = statement.Targets[t];
            if (target.Type != ElementType.Real) continue;
            int state = t < callee.Results.Count ? -1 : written[t - callee.Results.Count];
            if (state >= 0 && !callee.Parameters[state].Differentiated) continue;
            parameters.Add(new CalleeParameter(ElementType.Real, target.Axes.Count, state < 0 || callee.Parameters[state].IsTensor, Differentiated: false, Written: state >= 0));
            arguments.Add(adjoints.Whole(target));
            if (state >= 0) yields.Add((target, forward.Arguments[state]));
        }
        var numbers = new List<(Value Like, Value? AdjointOf)>();
        void Destination(Value like, bool isTensor, Value? adjointOf)
        {
            bool isNumber = like.Axes.Count == 0;
            parameters.Add(new CalleeParameter(like.Type, like.Axes.Count, isTensor, Differentiated: false, Written: !isNumber, IsOut: isNumber));
            if (!isNumber) arguments.Add(builder.Zeros(like.Type, like.Axes, adjointOf is null ? like.Name : Adjoints.NameOf(like)));
            (isNumber ? numbers : yields).Add((like, adjointOf));
        }
        // It computes the results again.
        foreach (var result in statement.Targets.Take(callee.Results.Count)) Destination(result, isTensor: true, null);
        foreach (int i in callee.Differentiated.Where(i => !callee.Parameters[i].Written)) Destination(forward.Arguments[i], callee.Parameters[i].IsTensor, forward.Arguments[i]);
        yields.AddRange(numbers);

        var call = new Call(new Callee(gradient, parameters.ToEquatable(), default, Gradient: null, Tangent: null, callee.HasEffect), arguments.ToEquatable());
        var targets = builder.EmitMany(call, yields.Select(y => y.AdjointOf is null ? y.Like : adjoints.Like(y.Like)));
        for (int i = 0; i < yields.Count; i++)
            if (yields[i].AdjointOf is { } argument) Contribute(adjoints, statement, argument, () => targets[i]);
    }

    /// <summary>A method that returns one number: its adjoint times each partial derivative.</summary>
    private void Ruled(Statement statement, Call forward, Callee partials, Adjoints adjoints)
    {
        if (adjoints.Of(statement.Target) is not { } adjoint) return;
        var derivatives = PartialDerivatives.Emit(builder, forward, partials);
        foreach (var pair in derivatives)
            Contribute(adjoints, statement, pair.Argument, () => builder.Map(Operator.MaskedMultiply, adjoint, pair.Derivative));
    }
}
