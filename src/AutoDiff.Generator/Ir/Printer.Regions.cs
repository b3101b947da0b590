using System.Text;

namespace AutoDiff.Generator.Ir;

public static partial class Printer
{
    private static string PrintSequential(Instruction instruction, Func<Value, string> of)
    {
        string All(IEnumerable<Value> values) => string.Join(", ", values.Select(of));
        return instruction switch
        {
            If i => $"if {of(i.Condition)}",
            For f => $"for {of(f.Counter)} in {of(f.Start)} .. {of(f.End)}{(f.Descending ? " descending" : "")}{(f.Checkpoint ? " checkpoint" : "")}{Carried(f.Carried, f.Initial, of)}",
            While w => $"while{Carried(w.Body.Parameters, w.Initial, of)}",
            Throw t => $"throw {t.Exception}({string.Join(", ", t.Arguments)})",
            Read r => $"{of(r.Array)}[{All(r.Indices)}]",
            Write w => $"write {of(w.Array)}[{All(w.Indices)}] := {of(w.Element)}",
            AddAt a => $"add {of(a.Array)}[{All(a.Indices)}] += {of(a.Addend)}",
            Zeros z => z.IsOverwritten ? "unset" : "zeros",
            Copy c => $"copy {of(c.Array)}",
            DefineExtent d => $"extent {d.Symbol} := {of(d.Number)}",
            NewTape => "tape",
            Push p => $"push {of(p.Tape)} <- {All(p.Values)}",
            Pop p => $"pop {of(p.Tape)}",
            CheckFinite c => $"check {of(c.Checked)} finite by {c.Operation}({All(c.Inputs)})",
            Tap t => $"tap {t.Name}({of(t.Operand)})",
            Call c => $"call {c.Callee.Name}({All(c.Arguments)})",
            _ => instruction.ToString(),
        };
    }

    private static string Carried(IEnumerable<Value> parameters, EquatableArray<Value> initial, Func<Value, string> of) =>
        initial.Count == 0 ? "" : " with " + string.Join(", ", parameters.Zip(initial, (p, i) => $"{of(p)} = {of(i)}"));

    private static void PrintBlocks(StringBuilder text, Instruction instruction, string indent, Dictionary<int, string> names, ref SourceLine? source)
    {
        var blocks = instruction.Blocks;
        for (int i = 0; i < blocks.Count; i++)
        {
            string heading = (instruction, i) switch { (If, 1) => "else", (While, 1) => "do", _ => "" };
            if (heading.Length > 0) text.Append(indent).Append(heading).Append('\n');
            Print(text, blocks[i].Body, indent + "  ", names, ref source);
            if (blocks[i].Yields.Count > 0)
                text.Append(indent).Append("  yield ").Append(string.Join(", ", blocks[i].Yields.Select(v => names.TryGetValue(v.Id, out string? name) ? name : $"?{v.Id}"))).Append('\n');
        }
    }
}
