using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The parameters that bring in the adjoints of results.</summary>
/// <param name="function">That is differentiated.</param>
/// <param name="builder">Where statements go.</param>
/// <param name="names">Of parameters and results so far.</param>
/// <param name="type">Real for one direction, Lanes for several at once.</param>
internal sealed class Upstreams(Function function, Builder builder, HashSet<string> names, ElementType type)
{
    private readonly List<Parameter> _parameters = [];
    private readonly List<(Result Result, Parameter Written, string Name)> _inOut = [];

    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>A new parameter with the adjoint of the result.</summary>
    public Value Of(Result result)
    {
        var written = result.Written is null ? null : function.Parameters.First(p => p.Name == result.Written);
        string name = ReverseMode.Unique(ReverseMode.NameOf(written?.Name ?? result.Name), names);
        var value = builder.NewValue(type, result.Dimensions.Select(d => d.Axis).OfType<Axis>(), name);
        var kind = written?.Kind ?? (result.Dimensions.Count == 0 ? ParameterKind.Scalar : ParameterKind.Tensor);
        _parameters.Add(new Parameter(value, name, name, kind, result.Dimensions, Differentiated: false, Written: written is not null));
        if (written is not null) _inOut.Add((result, written, name));
        return value;
    }

    /// <summary>Whether the gradient of a parameter goes out where the adjoint of its last state came in.</summary>
    public bool Hold(Parameter parameter) => _inOut.Any(e => e.Written == parameter);

    /// <summary>The adjoints of the first states of written arrays, in the memory of those of the last states.</summary>
    public IEnumerable<Result> InOut(Adjoints adjoints) => _inOut.Select(e =>
        new Result(ReverseMode.Unique(e.Name + "Out", names), adjoints.Whole(e.Written.Value), e.Written.Dimensions, Written: e.Name));
}
