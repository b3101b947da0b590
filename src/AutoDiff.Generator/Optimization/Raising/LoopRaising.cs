using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Turns loops into tensor statements where the iterations are independent up to totals: the whole nest of an outermost loop, or an inner one where the outer one
/// has to stay. What is raised goes through fusion and vectorization like a method that is written with tensors.
/// See docs/design/regions-raising.md for what is raised, and when that pays.
/// </summary>
public static class LoopRaising
{
    public static Function Raise(Function function) => Run(function).Function;

    /// <summary>The loops that stay, and why.</summary>
    public static IReadOnlyList<LoopReport> Explain(Function function) => Run(function).Reports;

    private static (Function Function, IReadOnlyList<LoopReport> Reports) Run(Function function)
    {
        if (!function.Body.Any(s => s.Instruction.Blocks.Count > 0)) return (function, []);
        var pass = new Pass(function);
        return (pass.Raise(), pass.Reports);
    }

    private sealed class Pass(Function function) : Rewriting
    {
        private readonly IndexRanges _ranges = IndexRanges.Of(function);
        private readonly AxisNames _names = new(function);
        private readonly RaisingProfit _profit = new(function);
        private readonly Dictionary<int, double> _constants = Block.StatementsIn(function.Body).Where(s => s.Instruction is Constant).ToDictionary(s => s.Target.Id, s => ((Constant)s.Instruction).Number);
        private readonly List<ExtentCheck> _checks = [];
        private readonly Stack<(bool IsLoop, bool MayBeSkipped)> _regions = new();

        public List<LoopReport> Reports { get; } = [];

        public Function Raise()
        {
            var raised = Run(function);
            if (_checks.Count == 0) return raised;
            var used = new HashSet<string>(_checks.SelectMany(c => c.Expression.Split(' ')), StringComparer.Ordinal);
            var symbols = function.Parameters.Where(p => p.Kind == ParameterKind.Integer && p.Value.Axes.Count == 0 && used.Contains(p.Name) && !function.Symbols.Any(s => s.Parameter == p.Name))
                .Select(p => new ExtentSymbol(p.Name, p.Name, null));
            return raised with { Checks = raised.Checks.Concat(_checks).Distinct().ToEquatable(), Symbols = raised.Symbols.Concat(symbols).ToEquatable() };
        }

        protected override Value Rewrite(Statement statement) => Keep(statement);

        protected override void Enter(Instruction region, int position) =>
            _regions.Push((region is For or While, region is not For loop || !_ranges.Runs(loop)));

        protected override void Leave() => _regions.Pop();

        protected override IReadOnlyList<Value>? Replace(Statement region)
        {
            if (region.Instruction is While) Report(region, null, "it ends when the program says so");
            if (region.Instruction is not For loop) return null;
            if (_profit.Objection(loop, _regions.Count(r => r.IsLoop)) is { } objection)
            {
                Report(region, null, objection);
                return null;
            }
            try
            {
                var checks = _regions.Any(r => r.MayBeSkipped) ? null : new RaisedChecks(function);
                var lifter = new LoopLifter(Builder, _ranges, _names, checks, New, _constants);
                var raised = Builder.Block([], () => lifter.Raise(region));
                if (checks is not null) _checks.AddRange(checks.All);
                if (lifter.Condition is not null) return Guarded(lifter.Condition, raised, region, loop);
                foreach (var statement in raised.Body) Builder.Append(statement);
                return raised.Yields;
            }
            catch (NotRaisedException refusal)
            {
                Report(region, refusal.Cause, refusal.Message);
                return null;
            }
        }

        /// <summary>The raised statements where the loop runs at all.</summary>
        private IReadOnlyList<Value> Guarded(Extent condition, Block raised, Statement region, For loop)
        {
            var runs = Builder.Map(Operator.Greater, Builder.Emit(new ExtentOf(condition), ElementType.Int, []), Builder.Int(0));
            Builder.Append(region with { Instruction = new If(runs, raised, Block.Of(loop.Initial.ToArray())) });
            return region.Targets;
        }

        private void Report(Statement loop, SourceLine? cause, string reason)
        {
            var source = loop.Targets.Select(t => t.Source).FirstOrDefault(s => s is not null) ?? Block.StatementsIn([loop]).SelectMany(s => s.Targets).Select(t => t.Source).FirstOrDefault(s => s is not null);
            Reports.Add(new LoopReport(source, cause ?? source, reason));
        }
    }
}
