using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>
/// An innermost loop whose iterations are independent up to sums: it goes along arrays element by element and runs on vectors where it stands. Loops
/// that are worth a kernel of their own have become tensor statements before; this is for the short ones inside of others.
/// </summary>
/// <param name="Body">The statements that something needs.</param>
/// <param name="Streams">The reads and writes that walk along an array, in the order of the body.</param>
/// <param name="Invariants">Reads of an element that stays the same.</param>
/// <param name="Sums">Numbers that each iteration adds to.</param>
internal sealed record InnerLoop(IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Streams, IReadOnlyList<Statement> Invariants, IReadOnlyList<RunningSum> Sums)
{
    private const int FewestByDefault = 16;

    [ThreadStatic]
    private static int _fewest;

    /// <summary>Fewer iterations than this run one by one. Tests of small programs lower it for their thread; 0 is the default.</summary>
    public static int FewestIterations
    {
        get => _fewest > 0 ? _fewest : FewestByDefault;
        internal set => _fewest = value;
    }

    /// <summary>How the loop runs on vectors; null where it has to run one by one.</summary>
    /// <param name="statement">The loop.</param>
    /// <param name="webs">The memory of arrays.</param>
    /// <param name="uses">Uses in the whole function.</param>
    /// <param name="isInside">Whether an index is known to lie in an axis.</param>
    /// <param name="hasFixedStart">Whether the loop always begins at the same number.</param>
    /// <param name="mayShare">Whether an array may lie in the memory of another one.</param>
    public static InnerLoop? Of(Statement statement, Webs webs, UseCounts uses, Func<Value, Extent, bool> isInside, bool hasFixedStart, Func<Value, bool> mayShare)
    {
        if (statement.Instruction is not For { Checkpoint: false } loop) return null;
        var walk = new Walk(loop, webs, uses, isInside, hasFixedStart);
        if (loop.Body.Body.Any(s => s.Instruction.Blocks.Count > 0 || s.Instruction.HasEffect || s.Targets.Count != 1)) return null;
        var body = loop.Body.Body.Where(s => uses.Of(s.Target) > 0).ToList();
        if (!body.All(walk.Accepts)) return null;
        var sums = new List<RunningSum>();
        foreach (var slot in Structure.Slots(statement))
        {
            if (slot.Last.Axes.Count > 0)
            {
                if (!webs.AreSame(slot.Parameters[0], slot.Next) || !webs.AreSame(slot.Next, slot.Last)) return null;
            }
            else if (slot.Next != slot.Parameters[0])
            {
                if (walk.SumOf(slot) is not { } sum) return null;
                sums.Add(sum);
            }
        }
        return walk.Finish(mayShare) is var (streams, invariants) ? new InnerLoop(body, streams, invariants, sums) : null;
    }

    /// <summary>The loops of a function that run on vectors where they stand, whatever the memory of their arrays turns out to be.</summary>
    public static IEnumerable<Statement> In(Function function)
    {
        var (webs, uses, constants) = (Webs.Of(function), new UseCounts(function), new HashSet<int>());
        var all = Structure.All(function.Body).ToList();
        constants.UnionWith(all.Where(s => s.Instruction is Constant or ExtentOf).Select(s => s.Target.Id));
        return all.Where(s => s.Instruction is For loop && Of(s, webs, uses, (_, _) => true, constants.Contains(loop.Start.Id), _ => false) is not null);
    }

    private sealed class Walk(For loop, Webs webs, UseCounts uses, Func<Value, Extent, bool> isInside, bool hasFixedStart)
    {
        private readonly Dictionary<int, Statement> _inside = loop.Body.Body.SelectMany(s => s.Targets.Select(t => (t.Id, s))).ToDictionary(p => p.Id, p => p.s);
        private readonly List<Statement> _streams = [], _invariants = [];
        private readonly Dictionary<int, EquatableArray<Value>> _written = [];

        public bool Accepts(Statement statement)
        {
            if (statement.Target.Type is ElementType.Lanes or ElementType.Tape) return false;
            switch (statement.Instruction)
            {
                case Constant or ExtentOf: return statement.Target.Type != ElementType.Bool;
                case Map map when statement.Target.Type == ElementType.Int: return map.Arguments.All(a => a.Type == ElementType.Int) && Slope(statement.Target) is not null;
                case Map map:
                    return statement.Target.Axes.Count == 0 && IsVectorized(map.Operator) && map.Arguments.All(a => a.Type == ElementType.Real || (a.Type == ElementType.Bool && _inside.ContainsKey(a.Id)));
                case Read read when statement.Target.Axes.Count == 0 && statement.Target.Type == ElementType.Real:
                    return Follows(read.Array, read.Indices) switch { 1 => Add(_streams, statement), 0 => Add(_invariants, statement), _ => false };
                case Write write when write.Element.Axes.Count == 0 && write.Element.Type == ElementType.Real:
                    return Changes(statement, write.Array, write.Indices);
                case AddAt add when add.Addend.Axes.Count == 0 && add.Addend.Type == ElementType.Real:
                    return Changes(statement, add.Array, add.Indices);
                default: return false;
            }
        }

        /// <summary>The terms that each iteration adds to the number; null where it is more than a sum.</summary>
        public RunningSum? SumOf(Slot slot)
        {
            if (slot.Last.Type != ElementType.Real) return null;
            var (terms, chain) = (new List<(Value, bool)>(), new HashSet<int>());
            var value = slot.Next;
            while (value != slot.Parameters[0])
            {
                if (!_inside.TryGetValue(value.Id, out var statement) || uses.Of(value) != 1 || statement.Instruction is not Map map) return null;
                chain.Add(value.Id);
                switch (map.Operator)
                {
                    case Operator.Add or Operator.Accumulate:
                        bool isLeft = Reaches(map.Arguments[0], slot.Parameters[0]);
                        if (isLeft == Reaches(map.Arguments[1], slot.Parameters[0])) return null;
                        terms.Add((map.Arguments[isLeft ? 1 : 0], false));
                        value = map.Arguments[isLeft ? 0 : 1];
                        break;
                    case Operator.Subtract when !Reaches(map.Arguments[1], slot.Parameters[0]):
                        terms.Add((map.Arguments[1], true));
                        value = map.Arguments[0];
                        break;
                    default: return null;
                }
            }
            return uses.Of(slot.Parameters[0]) == 1 ? new RunningSum(slot.Last, terms, chain) : null;
        }

        /// <summary>
        /// Whether the loop changes elements in place from a start that moves from run to run, as the columns of a triangle do: each vector would be read
        /// across two vectors that were just written, which costs more than the vectors gain.
        /// </summary>
        private bool UpdatesFromAMovingStart => !hasFixedStart
            && _streams.Any(s => s.Instruction is AddAt add && add.Indices[add.Indices.Count - 1] == loop.Counter
                || s.Instruction is Read read && read.Indices[read.Indices.Count - 1] == loop.Counter && _written.ContainsKey(webs.Of(read.Array)));

        public (IReadOnlyList<Statement>, IReadOnlyList<Statement>)? Finish(Func<Value, bool> mayShare)
        {
            if (_streams.Count == 0 || UpdatesFromAMovingStart) return null;
            foreach (var statement in _streams.Concat(_invariants))
            {
                if (statement.Instruction is not Read read) continue;
                if (_written.Count > 0 && mayShare(read.Array)) return null;
                // Another element than the one of this iteration may have been written.
                if (_written.TryGetValue(webs.Of(read.Array), out var indices) && !indices.Equals(read.Indices)) return null;
            }
            return (_streams, _invariants);
        }

        private bool Changes(Statement statement, Value array, EquatableArray<Value> indices)
        {
            if (!webs.AreSame(array, statement.Target) || Follows(array, indices) != 1) return false;
            int web = webs.Of(array);
            if (_written.TryGetValue(web, out var others) && !others.Equals(indices)) return false;
            _written[web] = indices;
            return Add(_streams, statement);
        }

        /// <summary>1 where the last index follows the counter, 0 where none does; null otherwise.</summary>
        private int? Follows(Value array, EquatableArray<Value> indices)
        {
            if (array.Type != ElementType.Real || indices.Count != array.Axes.Count) return null;
            if (array.Axes.Count > 1 && !indices.Zip(array.Axes, (index, axis) => isInside(index, axis.Extent)).All(inside => inside)) return null;
            if (!indices.Take(indices.Count - 1).All(i => Slope(i) == 0)) return null;
            return Slope(indices[indices.Count - 1]) is (0 or 1) and var slope ? slope : null;
        }

        private int? Slope(Value index)
        {
            if (index == loop.Counter) return 1;
            if (!_inside.TryGetValue(index.Id, out var statement)) return 0;
            return statement.Instruction switch
            {
                Constant or ExtentOf => 0,
                Map { Operator: Operator.IntAdd } sum => Slope(sum.Arguments[0]) + Slope(sum.Arguments[1]),
                Map { Operator: Operator.IntSubtract } difference => Slope(difference.Arguments[0]) - Slope(difference.Arguments[1]),
                Map map when map.Arguments.All(a => a.Type == ElementType.Int && Slope(a) == 0) => 0,
                _ => null,
            };
        }

        private bool Reaches(Value from, Value carried) =>
            from == carried || (_inside.TryGetValue(from.Id, out var statement) && statement.Instruction.Operands.Any(o => o.Type == ElementType.Real && o.Axes.Count == 0 && Reaches(o, carried)));

        private static bool Add(List<Statement> list, Statement statement)
        {
            list.Add(statement);
            return true;
        }

        private static bool IsVectorized(Operator op) => op is not (Operator.ToReal or Operator.ToInt or Operator.Atan2 or Operator.Power) && (op is < Operator.IntAdd or > Operator.IntMaximum);
    }
}

/// <summary>A number that each iteration adds to.</summary>
/// <param name="Last">After the loop.</param>
/// <param name="Terms">What is added, or taken away.</param>
/// <param name="Chain">The intermediate sums of an iteration.</param>
internal sealed record RunningSum(Value Last, IReadOnlyList<(Value Term, bool IsNegative)> Terms, ISet<int> Chain);
