namespace AutoDiff.Generator.Ir;

/// <summary>Thrown where a pass has made an ill-formed function: a defect of the compiler, never of the user's program.</summary>
public sealed class InvalidFunctionException(string message) : Exception(message);

/// <summary>Checks what every pass may rely on: each id is defined once and before its uses, and types and axes agree.</summary>
public static class Verifier
{
    /// <summary>Returns the function if it is well-formed.</summary>
    /// <exception cref="InvalidFunctionException">It is not; the message lists the errors and the text of the function.</exception>
    public static Function Check(Function function)
    {
        var errors = Errors(function).ToList();
        return errors.Count == 0 ? function : throw new InvalidFunctionException(string.Join("\n", errors) + "\n" + Printer.Print(function));
    }

    public static IEnumerable<string> Errors(Function function)
    {
        var defined = new Dictionary<int, Value>();
        foreach (var parameter in function.Parameters)
        {
            if (defined.ContainsKey(parameter.Value.Id)) yield return $"parameter {parameter.Name}: id {parameter.Value.Id} is defined twice";
            defined[parameter.Value.Id] = parameter.Value;
            if (!parameter.Dimensions.Select(d => d.Axis).OfType<Axis>().SequenceEqual(parameter.Value.Axes))
                yield return $"parameter {parameter.Name}: dimensions and axes differ";
        }
        foreach (string error in BlockErrors(function.Body, defined)) yield return error;
        foreach (var result in function.Results)
        {
            if (UseError(result.Value, defined) is { } error) yield return $"result {result.Name}: {error}";
            if (result.SparseRowsOf is { } indices && UseError(indices, defined) is { } sparse) yield return $"result {result.Name}: {sparse}";
            if (result.SparseRowsOf is null && result.Value.Axes.Any(a => !result.Dimensions.Contains(new Dimension(a))))
                yield return $"result {result.Name}: {result.Value} has an axis that its dimensions lack";
        }
    }

    /// <summary>Errors of the statements in order; what they define is added, what blocks inside of them define is visible there only.</summary>
    private static IEnumerable<string> BlockErrors(IEnumerable<Statement> body, Dictionary<int, Value> defined)
    {
        foreach (var statement in body)
        {
            string name = $"{string.Join(", ", statement.Targets)} = {statement.Instruction.GetType().Name}";
            foreach (string error in statement.Instruction.Operands.Select(o => UseError(o, defined)).OfType<string>().Concat(Errors(statement)))
                yield return $"{name}: {error}";
            foreach (var block in statement.Instruction.Blocks)
            {
                var inner = new Dictionary<int, Value>(defined);
                foreach (var parameter in block.Parameters)
                {
                    if (inner.ContainsKey(parameter.Id)) yield return $"{name}: parameter {parameter} is defined twice";
                    inner[parameter.Id] = parameter;
                }
                foreach (string error in BlockErrors(block.Body, inner)) yield return error;
                foreach (var value in block.Yields)
                    if (UseError(value, inner) is { } error) yield return $"{name}: yield: {error}";
            }
            foreach (var target in statement.Targets)
            {
                if (defined.ContainsKey(target.Id)) yield return $"{target} is defined twice";
                defined[target.Id] = target;
            }
        }
    }

    private static string? UseError(Value use, Dictionary<int, Value> defined) =>
        !defined.TryGetValue(use.Id, out var definition) ? $"{use} is used before it is defined"
        : use.Type != definition.Type || use.Axes != definition.Axes ? $"{use} is defined as {definition}" : null;

    private static IEnumerable<string> Errors(Statement statement)
    {
        var instruction = statement.Instruction;
        if (instruction is If or For or While or Call or Pop or Throw or CheckFinite)
        {
            if (RegionVerifier.Error(statement) is { } misfit) yield return misfit;
            yield break;
        }
        if (statement.Targets.Count != 1)
        {
            yield return $"defines {statement.Targets.Count} values";
            yield break;
        }
        var target = statement.Target;
        if (target.Axes.Distinct().Count() != target.Axes.Count) yield return "an axis stands twice";
        string? wrong = OperandError(instruction);
        if (wrong is not null)
        {
            yield return wrong;
            yield break;
        }
        if (instruction is Zeros) yield break;
        if (!SameSet(target.Axes, Builder.AxesOf(instruction))) yield return $"axes should be {string.Join(",", Builder.AxesOf(instruction))}";
        if (instruction is not Constant and not ExtentOf && target.Type != Builder.TypeOf(instruction)) yield return $"type should be {Builder.TypeOf(instruction)}";
    }

    private static string? OperandError(Instruction instruction) => instruction switch
    {
        Map map => MapError(map),
        Reduce r => OverError(r.Operand, r.Over),
        Softmax s => OverError(s.Operand, s.Over),
        ProductOfOthers p => OverError(p.Operand, p.Over),
        Contract c => OverError(c.Left, c.Over) ?? OverError(c.Right, c.Over),
        Gather g => !g.Table.Has(g.Along) ? "the table lacks the axis that is indexed" : NotInt(g.Indices),
        ScatterAdd s => NotInt(s.Indices) ?? (s.Keep.All(s.Indices.Has) ? s.Source.Has(s.Along) ? "the source already has the axis" : null : "an axis to keep is not one of the indices"),
        Rename r => ViewError(r.Operand, r.From, r.To) ?? (r.From.Extent == r.To.Extent ? null : "extents differ"),
        Slice s => ViewError(s.Operand, s.From, s.To),
        Pad p => ViewError(p.Operand, p.From, p.To),
        Concat c => c.Parts.Count != c.PartAxes.Count || c.Parts.Count == 0 ? "parts and axes differ in number"
            : c.PartAxes.Aggregate(Extent.Zero, (sum, a) => sum + a.Extent) != c.Along.Extent ? "extents do not add up" : null,
        Reshape r => !SameSet(r.From, r.Operand.Axes) ? "from is not the operand's axes" : null,
        EmbeddingBag b => BagError(b),
        EmbeddingBagAdjoint a => BagError(a.Forward),
        Read or Write or AddAt or DefineExtent or Push => RegionVerifier.OperandError(instruction),
        _ => null,
    };

    private static string? MapError(Map map)
    {
        var types = Operators.OperandTypes(map.Operator);
        if (types.Length != map.Arguments.Count) return $"{map.Operator} has {types.Length} operands";
        var free = map.Arguments.Where((_, i) => types[i] is null).Select(a => Number(a.Type)).Distinct().Count();
        return free > 1 || map.Arguments.Where((a, i) => types[i] is { } type && type != Number(a.Type)).Any() ? $"{map.Operator}: operand types are wrong" : null;
    }

    /// <summary>Tangents in several directions stand wherever a real number may.</summary>
    private static ElementType Number(ElementType type) => type == ElementType.Lanes ? ElementType.Real : type;

    private static string? BagError(EmbeddingBag b) => !b.Table.Has(b.Along) ? "the table lacks the axis that is indexed" : NotInt(b.Indices) ?? NotInt(b.Offsets)
        ?? (b.Weights is not null && b.Mode != BagMode.Sum ? "weights need mode Sum" : null);

    private static string? OverError(Value operand, EquatableArray<Axis> over) =>
        over.Count == 0 ? "no axis to go over" : over.All(operand.Has) ? null : $"{operand} lacks an axis of {string.Join(",", over)}";

    private static string? ViewError(Value operand, Axis from, Axis to) =>
        !operand.Has(from) ? $"{operand} lacks {from}" : from != to && operand.Has(to) ? $"{operand} already has {to}" : null;

    private static string? NotInt(Value indices) => indices.Type == ElementType.Int ? null : "indices are not integers";

    private static bool SameSet(EquatableArray<Axis> a, EquatableArray<Axis> b) => a.Count == b.Count && a.All(b.Contains);
}
