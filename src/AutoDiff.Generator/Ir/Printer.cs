using System.Globalization;
using System.Text;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// A function as text, for tests and for <c>explain</c>. Literals and extents stand in place of their uses; a comment names the source
/// statement wherever it changes; <c>'</c> marks values of the adjoint.
/// </summary>
public static partial class Printer
{
    public static string Print(Function function)
    {
        var names = function.Parameters.ToDictionary(p => p.Value.Id, p => p.Name);
        Name(function.Body, names);

        var text = new StringBuilder();
        text.Append("func ").Append(function.Name).Append('(')
            .Append(string.Join(", ", function.Parameters.Select(p => p.Name + Shape(p.Value) + Type(p.Value)))).Append(") -> ")
            .Append(string.Join(", ", function.Results.Select(r => r.Name + Shape(r)))).Append('\n');

        SourceLine? source = null;
        Print(text, function.Body, "  ", names, ref source);
        foreach (var result in function.Results)
            text.Append("  ").Append(result.Name).Append(Shape(result)).Append(" := ").Append(names[result.Value.Id])
                .Append(result.SparseRowsOf is { } indices ? $" rows of {names[indices.Id]}" : "").Append('\n');
        return text.ToString();
    }

    private static void Name(IEnumerable<Statement> body, Dictionary<int, string> names)
    {
        foreach (var statement in body)
        {
            foreach (var target in statement.Targets) names[target.Id] = Inline(statement.Instruction) ?? NameOf(target);
            foreach (var block in statement.Instruction.Blocks)
            {
                foreach (var parameter in block.Parameters) names[parameter.Id] = NameOf(parameter);
                Name(block.Body, names);
            }
        }
    }

    private static string NameOf(Value value) => $"%{value.Id}{(value.IsAdjoint ? "'" : "")}";

    /// <summary>The statements of a block, one in a line, with the blocks inside of them indented.</summary>
    private static void Print(StringBuilder text, IEnumerable<Statement> body, string indent, Dictionary<int, string> names, ref SourceLine? source)
    {
        var lines = body.Where(s => Inline(s.Instruction) is null).ToList();
        int width = lines.Select(s => Targets(s, names).Length).DefaultIfEmpty(0).Max();
        foreach (var statement in lines)
        {
            string targets = Targets(statement, names).PadRight(width);
            string line = statement.Targets.Count == 0 ? indent + Print(statement.Instruction, names) : $"{indent}{targets} = {Print(statement.Instruction, names)}";
            string comment = statement.Targets.Count == 0 ? "" : Comment(statement.Targets[0], ref source);
            text.Append(comment.Length == 0 ? line : $"{line.PadRight(60)} ; {comment}").Append('\n');
            PrintBlocks(text, statement.Instruction, indent, names, ref source);
        }
    }

    private static string Targets(Statement statement, Dictionary<int, string> names) => string.Join(", ", statement.Targets.Select(t => Target(t, names)));

    private static string Target(Value value, Dictionary<int, string> names) => names[value.Id] + Shape(value) + Type(value);

    private static string Shape(Value value) => $"[{string.Join(",", value.Axes)}]";

    private static string Shape(Result result) => $"[{string.Join(",", result.Dimensions.Select(d => d.Axis?.Name ?? "1"))}]";

    private static string Type(Value value) => value.Type switch { ElementType.Int => ":int", ElementType.Bool => ":bool", ElementType.Tape => ":tape", ElementType.Lanes => ":lanes", _ => "" };

    private static string Comment(Value target, ref SourceLine? source)
    {
        bool moved = target.Source is not null && target.Source != source;
        source = target.Source;
        return (target.Name, moved) switch
        {
            ("", false) => "",
            (_, false) => target.Name,
            ("", true) => $"{target.Source!.Text}  line {target.Source.Line}",
            (_, true) => $"{target.Name}; {target.Source!.Text}  line {target.Source.Line}",
        };
    }

    private static string? Inline(Instruction instruction) => instruction switch
    {
        Constant { Number: double.MaxValue } => "MaxValue",
        Constant { Number: double.MinValue } => "-MaxValue",
        Constant constant => constant.Number.ToString("R", CultureInfo.InvariantCulture),
        ExtentOf extent => $"extent({extent.Extent})",
        _ => null,
    };

    private static string Print(Instruction instruction, Dictionary<int, string> names)
    {
        string Of(Value value) => names.TryGetValue(value.Id, out string? name) ? name : $"?{value.Id}";
        string All(IEnumerable<Value> values) => string.Join(", ", values.Select(Of));
        return instruction switch
        {
            Index i => $"index({i.Axis})",
            Map m => $"map {NameOf(m.Operator)}({All(m.Arguments)})",
            Reduce r => $"reduce {r.Kind.ToString().ToLowerInvariant()}({Of(r.Operand)} over {List(r.Over)})",
            Softmax s => $"{(s.Log ? "logsoftmax" : "softmax")}({Of(s.Operand)} over {List(s.Over)})",
            Contract c => $"contract({All(c.Operands)} over {List(c.Over)})",
            Gather g => $"gather({Of(g.Table)}, {g.Along} at {Of(g.Indices)})",
            ScatterAdd s => $"scatteradd({Of(s.Source)}, {s.Along} at {Of(s.Indices)}{(s.Keep.Count == 0 ? "" : $" keep {List(s.Keep)}")})",
            Rename r => $"rename({Of(r.Operand)}, {r.From} as {r.To})",
            Slice s => $"slice({Of(s.Operand)}, {s.From} from {s.Start} as {s.To})",
            Pad p => $"pad({Of(p.Operand)}, {p.From} at {p.Start} of {p.To})",
            Concat c => $"concat({string.Join(", ", c.Parts.Select((v, i) => $"{Of(v)} {c.PartAxes[i]}"))} along {c.Along})",
            Reshape r => $"reshape({Of(r.Operand)}, {List(r.From)} to {List(r.To)})",
            ProductOfOthers p => $"productofothers({Of(p.Operand)} over {List(p.Over)})",
            EmbeddingBag b => Bag(b, Of),
            EmbeddingBagAdjoint a => $"adjoint of {Bag(a.Forward, Of)} to {(a.WithRespectToWeights ? "weights" : "table")}({Of(a.Adjoint)})",
            _ => PrintSequential(instruction, Of),
        };
    }

    private static string Bag(EmbeddingBag b, Func<Value, string> of) =>
        $"embeddingbag {b.Mode.ToString().ToLowerInvariant()}({of(b.Table)}, {b.Along} at {of(b.Indices)} from {of(b.Offsets)} as {b.Bag}"
        + (b.Weights is null ? "" : $" weights {of(b.Weights)}") + (b.Padding is null ? "" : $" padding {of(b.Padding)}") + ")";

    private static string List(EquatableArray<Axis> axes) => string.Join(",", axes);

    private static string NameOf(Operator op) => op switch
    {
        Operator.Subtract => "sub",
        Operator.Multiply => "mul",
        Operator.Divide => "div",
        Operator.Negate => "neg",
        Operator.ReciprocalSqrt => "rsqrt",
        Operator.Power => "pow",
        Operator.Minimum => "min",
        Operator.Maximum => "max",
        _ => char.ToLowerInvariant(op.ToString()[0]) + op.ToString().Substring(1),
    };
}
