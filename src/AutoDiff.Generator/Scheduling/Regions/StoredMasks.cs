using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>
/// Loop nests compute truth values where they use them and do not write them to memory. A mask that statements behind a sequential one need is made again
/// there if it depends on positions alone, and is kept as zeros and ones otherwise.
/// </summary>
internal sealed class StoredMasks
{
    private readonly Dictionary<int, Statement> _definitions;
    private readonly Dictionary<int, int> _stretches = [];
    private readonly Dictionary<int, bool> _positional = [];
    private readonly Dictionary<int, Value> _stored = [];
    private readonly Builder _builder;
    private Dictionary<int, Value> _local = [];
    private int _stretch;

    private StoredMasks(Function function)
    {
        _definitions = Structure.All(function.Body).Where(s => s.Targets.Count == 1).ToDictionary(s => s.Target.Id);
        _builder = new Builder(function.LastId);
        Number(function.Body);
        _stretch = 0;
    }

    public static Function Apply(Function function)
    {
        var masks = new StoredMasks(function);
        if (masks._stored.Count == 0 && masks._positional.Count == 0) return function;
        masks.Rewrite(function.Body);
        return function with { Body = masks._builder.Body.ToEquatable() };
    }

    /// <summary>Gives each statement the number of its stretch of tensor statements, and finds the masks that cross from one to another.</summary>
    private void Number(IEnumerable<Statement> body)
    {
        _stretch++;
        foreach (var statement in body)
        {
            if (statement.Instruction.IsSequential)
            {
                foreach (var block in statement.Instruction.Blocks) Number(block.Body);
                _stretch++;
                continue;
            }
            foreach (var target in statement.Targets) _stretches[target.Id] = _stretch;
            foreach (var operand in statement.Instruction.Operands.Where(IsFromElsewhere))
                if (!IsPositional(operand) && operand.Type == ElementType.Bool) _stored[operand.Id] = _builder.NewValue(ElementType.Real, operand.Axes, operand.Name);
        }
    }

    private bool IsFromElsewhere(Value value) => value.Axes.Count > 0 && value.Type is (ElementType.Bool or ElementType.Int)
        && _definitions.TryGetValue(value.Id, out var definition) && definition.Instruction is Map && _stretches[value.Id] != _stretch;

    /// <summary>Whether the value depends on positions and on single numbers alone.</summary>
    private bool IsPositional(Value value)
    {
        if (value.Axes.Count == 0 || _definitions.TryGetValue(value.Id, out var definition) && definition.Instruction is Ir.Index) return true;
        if (definition?.Instruction is not Map map) return false;
        if (!_positional.TryGetValue(value.Id, out bool isPositional)) _positional[value.Id] = isPositional = map.Arguments.All(IsPositional);
        return isPositional;
    }

    private void Rewrite(IEnumerable<Statement> body)
    {
        var outer = _local;
        Begin();
        foreach (var statement in body)
        {
            if (statement.Instruction.IsSequential)
            {
                var blocks = statement.Instruction.Blocks.Select(b => _builder.Block(b.Parameters, () =>
                {
                    Rewrite(b.Body);
                    return b.Yields;
                })).ToList();
                _builder.Append(blocks.Count == 0 ? statement : statement with { Instruction = statement.Instruction.WithBlocks(blocks) });
                Begin();
                continue;
            }
            _builder.Append(statement with { Instruction = statement.Instruction.WithOperands(Here) });
            if (statement.Targets.Count == 1 && _stored.TryGetValue(statement.Target.Id, out var stored))
                _builder.Append(new Statement(stored, new Map(Operator.ToReal, EquatableArray.Of(statement.Target))));
        }
        _local = outer;
    }

    private void Begin()
    {
        _stretch++;
        _local = [];
    }

    /// <summary>The operand as it can be used in this stretch.</summary>
    private Value Here(Value value)
    {
        if (!IsFromElsewhere(value)) return value;
        if (_local.TryGetValue(value.Id, out var local)) return local;
        if (IsPositional(value)) local = _builder.Emit(_definitions[value.Id].Instruction.WithOperands(Here), value.Type, value.Axes, value.Name);
        else if (_stored.TryGetValue(value.Id, out var stored)) local = _builder.Emit(new Map(Operator.NotEqual, EquatableArray.Of(stored, _builder.Real(0))), ElementType.Bool, value.Axes, value.Name);
        else return value;
        return _local[value.Id] = local;
    }
}
