using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

// Regions and states of arrays.
public static partial class Algebra
{
    private sealed partial class Pass
    {
        // What is known inside of the branches that the pass stands in.
        private readonly Dictionary<int, bool> _known = [];
        private readonly Stack<Value?> _conditions = new();

        protected override double? NumberOf(Value value) => _known.TryGetValue(value.Id, out bool truth) ? truth ? 1 : 0 : base.NumberOf(value);

        protected override IReadOnlyList<Value>? Replace(Statement region) => region.Instruction switch
        {
            If i when NumberOf(i.Condition) is { } truth => Splice(truth != 0 ? i.Then : i.Else, []),
            If { Then.Body.Count: 0, Else.Body.Count: 0 } i when i.Then.Yields == i.Else.Yields => i.Then.Yields.Select(New).ToList(),
            For f when Trips(f) == 0 => f.Initial,
            For f when Trips(f) == 1 => Splice(f.Body, f.Initial.Prepend(f.Start)),
            For or While when WithoutConstants(region) is { } values => values,
            _ => null,
        };

        protected override IReadOnlyList<Value> RewriteRegion(Statement region)
        {
            if (region.Instruction is While loop && NeverRuns(loop)) return loop.Initial;
            var targets = base.RewriteRegion(region);
            // A value that both branches hand on from before the region needs no target.
            return region.Instruction is If i ? targets.Select((t, n) => i.Then.Yields[n] == i.Else.Yields[n] ? i.Then.Yields[n] : t).ToList() : targets;
        }

        protected override void Enter(Instruction region, int position)
        {
            var condition = region is If i ? New(i.Condition) : null;
            if (condition is not null && _known.ContainsKey(condition.Id)) condition = null;
            _conditions.Push(condition);
            if (condition is not null) _known[condition.Id] = position == 0;
        }

        protected override void Leave()
        {
            if (_conditions.Pop() is { } condition) _known.Remove(condition.Id);
        }

        /// <summary>Whether the condition is known to be false at once; its statements were folded by now.</summary>
        private bool NeverRuns(While loop)
        {
            var condition = loop.Condition.Yields[0];
            double? truth = loop.Condition.Body.FirstOrDefault(s => s.Targets.Contains(condition))?.Instruction is Constant constant ? constant.Number : NumberOf(condition);
            return truth == 0 && !loop.Condition.Body.Any(s => s.Instruction.HasEffect);
        }

        private long? Trips(For loop) => loop.Start == loop.End ? 0
            : NumberOf(loop.Start) is { } start && NumberOf(loop.End) is { } end ? Math.Max(0, (long)end - (long)start) : null;

        /// <summary>
        /// The targets of a loop some of whose carried values stay what they were; null where all of them change. These are replaced everywhere by what
        /// they are before the loop, and the loop goes on without them.
        /// </summary>
        private IReadOnlyList<Value>? WithoutConstants(Statement region)
        {
            var loop = LoopParts.Of(region);
            bool Stays(int i) => loop.Yields[i] == loop.Carried[i] || loop.Yields[i] == loop.Initial[i];
            var changing = Enumerable.Range(0, loop.Targets.Count).Where(i => !Stays(i)).ToList();
            if (changing.Count == loop.Targets.Count) return null;
            foreach (int i in Enumerable.Range(0, loop.Targets.Count).Except(changing))
            {
                Substitute(loop.Carried[i], loop.Initial[i]);
                if (loop.Tested.Count > 0) Substitute(loop.Tested[i], loop.Initial[i]);
            }
            var rest = Rewritten(loop.Keep(changing).ToStatement());
            return Enumerable.Range(0, loop.Targets.Count).Select(i => Stays(i) ? loop.Initial[i] : rest[changing.IndexOf(i)]).ToList();
        }

        /// <summary>The element that was just written at the same indices.</summary>
        private Value? WrittenElement(Read read) =>
            DefinitionOf(read.Array) is Write write && write.Indices == read.Indices ? write.Element : null;
    }
}
