using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Forward mode over the same table as reverse mode: each differentiated parameter <c>x</c> gets a tangent parameter <c>tangentX</c>, and each real result
/// <c>y</c> a tangent result <c>tangentY</c>, the Jacobian times the tangents.
/// </summary>
public static class ForwardMode
{
    /// <summary>The function with its Jacobian-vector product.</summary>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative.</exception>
    public static Function Jvp(Function function) =>
        WithTangents(function, function.Parameters.Where(p => p.Differentiated).ToList(), function.Results.Where(r => r.Value.Type == ElementType.Real).ToList(), NameOf);

    /// <summary>
    /// A scalar function with its gradient and its Hessian times the tangents, one result <c>hvX</c> for each parameter: forward mode over the adjoint.
    /// </summary>
    /// <exception cref="NotDifferentiableException">A statement on the way has no second derivative.</exception>
    public static Function Hvp(Function function)
    {
        var joint = ReverseMode.Gradient(function, returnsScalar: true);
        return WithTangents(joint, function.Parameters.Where(p => p.Differentiated).ToList(), joint.Results.Skip(function.Results.Count).ToList(),
            name => "hv" + name.Substring(1));
    }

    /// <summary><c>tangentX</c> for <c>x</c>.</summary>
    public static string NameOf(string name) => "tangent" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static Function WithTangents(Function function, List<Parameter> parameters, List<Result> results, Func<string, string> nameOfResult)
    {
        var activity = Activity.Of(function, results);
        var builder = new Builder(function.LastId);
        var definitions = function.Body.ToDictionary(s => s.Target.Id, s => s.Instruction);
        var tangents = new Dictionary<int, Value>();
        var directions = new List<Parameter>();
        foreach (var parameter in parameters)
        {
            string name = NameOf(parameter.Name);
            var value = builder.NewValue(ElementType.Real, parameter.Value.Axes, name);
            tangents[parameter.Value.Id] = value;
            directions.Add(parameter with { Value = value, Name = name, Path = name, Differentiated = false, Sparse = false, Owner = null });
        }

        var rules = new TangentRules(builder, activity, v => definitions.TryGetValue(v.Id, out var d) ? d : null, v => tangents.TryGetValue(v.Id, out var t) ? t : null);
        foreach (var statement in function.Body)
        {
            (builder.IsAdjoint, builder.Source) = (statement.Target.IsAdjoint, statement.Target.Source);
            builder.Append(statement);
            builder.IsAdjoint = true;
            if (activity.IsActive(statement.Target) && rules.Of(statement) is { } tangent) tangents[statement.Target.Id] = tangent;
        }
        var derivatives = results.Select(r => r with
        {
            Name = nameOfResult(r.Name),
            Value = tangents.TryGetValue(r.Value.Id, out var tangent) ? tangent : builder.Real(0),
        }).ToList();
        return function with
        {
            Parameters = function.Parameters.Concat(directions).ToEquatable(),
            Body = builder.Body.ToEquatable(),
            Results = function.Results.Concat(derivatives).ToEquatable(),
        };
    }
}
