using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Forward mode over the same table as reverse mode: each differentiated parameter <c>x</c> gets a tangent parameter <c>xTangent</c>, and each real result
/// <c>y</c> a tangent result <c>yTangent</c>, the Jacobian times the tangents. An array that the function writes has its tangent written beside it.
/// </summary>
public static class ForwardMode
{
    /// <summary>The function with its Jacobian-vector product.</summary>
    /// <param name="function">What to differentiate.</param>
    /// <param name="tangents">Real for one direction, Lanes for several at once.</param>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative.</exception>
    public static Function Jvp(Function function, ElementType tangents = ElementType.Real)
    {
        var parameters = function.Parameters.Where(p => p.Differentiated).ToList();
        var results = function.Results.Where(r => r.Value.Type == ElementType.Real && (r.Written is null || parameters.Any(p => p.Name == r.Written))).ToList();
        return WithTangents(function, parameters, results, NameOf, tangents);
    }

    /// <summary>
    /// A scalar function with its gradient and its Hessian times the tangents, one result <c>hX</c> for each parameter <c>x</c>: forward mode over the
    /// adjoint, which shares the function's own values.
    /// </summary>
    /// <exception cref="NotDifferentiableException">A statement on the way has no second derivative.</exception>
    public static Function Hvp(Function function, ElementType tangents = ElementType.Real) => Hvp(function, ReverseMode.Gradient(function, returnsScalar: true), tangents);

    /// <summary>The same over a joint function that has been simplified.</summary>
    /// <param name="function">The scalar function.</param>
    /// <param name="joint">Its joint function: the results, then the gradients.</param>
    /// <param name="tangents">Real for one direction, Lanes for several at once.</param>
    public static Function Hvp(Function function, Function joint, ElementType tangents = ElementType.Real)
    {
        var parameters = joint.Parameters.Where(p => p.Differentiated).ToList();
        return WithTangents(joint, parameters, GradientsOf(function, joint), NameOfProduct, tangents);
    }

    /// <summary>The gradients among the results of a scalar function's joint function, in the order of the differentiated parameters.</summary>
    public static List<Result> GradientsOf(Function function, Function joint)
    {
        var primal = new HashSet<string>(function.Results.Select(r => r.Name), StringComparer.Ordinal);
        return joint.Results.Where(r => !primal.Contains(r.Name)).ToList();
    }

    /// <summary><c>xTangent</c> for <c>x</c>.</summary>
    public static string NameOf(string name) => name + "Tangent";

    /// <summary>The Hessian times the tangents, <c>hX</c>, for a gradient <c>dX</c>.</summary>
    public static string NameOfProduct(string gradient) => "h" + gradient.Substring(1);

    /// <summary>How C# reaches the tangent of a parameter: the leaf of a model in a container <c>modelTangent</c> of the same type, <c>tangent</c> for <c>this</c>.</summary>
    public static string PathOf(Parameter parameter, string name) =>
        parameter.Owner is not { } owner ? name : Container(owner) + parameter.Path.Substring(parameter.Path.IndexOf('.'));

    /// <summary>The name of the container of tangents of a model.</summary>
    public static string Container(string owner) => owner == "this" ? "tangent" : NameOf(owner);

    private static Function WithTangents(Function function, List<Parameter> parameters, List<Result> results, Func<string, string> nameOfResult, ElementType type)
    {
        var flow = new DerivativeFlow(function, parameters.Select(p => p.Value), results.Select(r => r.Value));
        var builder = new Builder(function.LastId) { IsAdjoint = true };
        var tangents = new Tangents(builder, type);
        var names = new HashSet<string>(function.Parameters.Select(p => p.Name).Concat(function.Results.Select(r => r.Name)), StringComparer.Ordinal);
        var directions = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            string name = Unique(NameOf(parameter.Name), names);
            var value = builder.NewValue(type, parameter.Value.Axes, name);
            bool isWritten = results.Any(r => r.Written == parameter.Name);
            directions.Add(parameter.Name, parameter with
            {
                Value = value,
                Name = name,
                Path = PathOf(parameter, name),
                Differentiated = false,
                Sparse = false,
                Owner = null,
                Written = isWritten,
            });
            // The caller's tangents stay as they are where the function writes the array for itself.
            tangents.Set(parameter.Value, parameter.Written && !isWritten ? builder.Emit(new Copy(value)) : value);
        }

        var definitions = Definitions(function.Body);
        var rules = new TangentRules(builder, flow, v => definitions.TryGetValue(v.Id, out var d) ? d : null, tangents);
        new TangentWalk(builder, flow, tangents, rules).Append(function.Body);

        builder.IsAdjoint = true;
        var derivatives = results.Select(r => Derivative(r, Unique(nameOfResult(r.Name), names), builder, tangents, r.Written is { } written ? directions[written].Name : null)).ToList();
        return function with
        {
            Parameters = function.Parameters.Concat(directions.Values).ToEquatable(),
            Body = builder.Body.ToEquatable(),
            Results = function.Results.Concat(derivatives).OrderBy(r => r.Written is not null).ToEquatable(),
        };
    }

    private static Result Derivative(Result result, string name, Builder builder, Tangents tangents, string? written)
    {
        var value = result.SparseRowsOf is not null || written is not null ? tangents.Full(result.Value)
            : tangents.Of(result.Value) ?? builder.Emit(new Constant(0), tangents.Type, []);
        return result with { Name = name, Value = value, Written = written };
    }

    private static Dictionary<int, Instruction> Definitions(IEnumerable<Statement> body)
    {
        var definitions = new Dictionary<int, Instruction>();
        void Visit(IEnumerable<Statement> statements)
        {
            foreach (var statement in statements)
            {
                if (statement.Targets.Count == 1) definitions[statement.Target.Id] = statement.Instruction;
                foreach (var block in statement.Instruction.Blocks) Visit(block.Body);
            }
        }
        Visit(body);
        return definitions;
    }

    private static string Unique(string name, HashSet<string> names)
    {
        string candidate = name;
        for (int i = 2; !names.Add(candidate); i++) candidate = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return candidate;
    }
}
