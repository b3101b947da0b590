using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Walks a function in order and makes a new body; a pass says what becomes of each statement, whose operands are already the new ones.</summary>
internal abstract class Rewriting
{
    private readonly Dictionary<int, Value> _replacements = [];
    private readonly Dictionary<int, Instruction> _definitions = [];
    private int _registered;

    protected Builder Builder { get; private set; } = new(0);

    protected Function Run(Function function)
    {
        Builder = new Builder(function.LastId);
        foreach (var statement in function.Body)
        {
            Builder.Source = statement.Target.Source;
            Builder.IsAdjoint = statement.Target.IsAdjoint;
            _replacements[statement.Target.Id] = Rewrite(statement with { Instruction = statement.Instruction.WithOperands(New) });
        }
        return function with
        {
            Body = Builder.Body.ToEquatable(),
            Results = function.Results.Select(r => r with { Value = New(r.Value), SparseRowsOf = r.SparseRowsOf is null ? null : New(r.SparseRowsOf) }).ToEquatable(),
        };
    }

    /// <summary>The value that stands for the statement's target from now on; it must have the same axes.</summary>
    protected abstract Value Rewrite(Statement statement);

    protected Value Keep(Statement statement)
    {
        Builder.Append(statement);
        return statement.Target;
    }

    /// <summary>What defines a new value; null for a parameter.</summary>
    protected Instruction? DefinitionOf(Value value)
    {
        for (; _registered < Builder.Body.Count; _registered++)
            _definitions[Builder.Body[_registered].Target.Id] = Builder.Body[_registered].Instruction;
        return _definitions.TryGetValue(value.Id, out var definition) ? definition : null;
    }

    protected double? NumberOf(Value value) => DefinitionOf(value) is Constant constant ? constant.Number : null;

    private Value New(Value value) => _replacements.TryGetValue(value.Id, out var replacement) ? replacement : value;
}
