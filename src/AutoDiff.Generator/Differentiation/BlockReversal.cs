using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Walks the statements of a block backwards and adds what each contributes to the adjoints of its operands. What it emits refers to the forward values
/// of the block directly; where that is not possible, <see cref="Saving.SavedValues"/> makes them available.
/// </summary>
internal sealed partial class BlockReversal(Builder builder, Activity activity, AdjointRules rules, IReadOnlyDictionary<int, SparseGradient> sparse)
{
    /// <summary>For each backward region the forward region that it reverses.</summary>
    public Dictionary<Statement, Statement> Mirrors { get; } = new(ByReference.Comparer);

    private readonly KnownValues _known = new();

    /// <param name="body">The statements in forward order.</param>
    /// <param name="adjoints">Those of the block.</param>
    /// <param name="isRegion">Whether the block stands in a region.</param>
    public void Reverse(IReadOnlyCollection<Statement> body, Adjoints adjoints, bool isRegion = false)
    {
        builder.Known = _known.Find;
        _known.Enter(body);
        foreach (var statement in body.Reverse())
        {
            if (!statement.Targets.Any(activity.IsActive)) continue;
            builder.Source = statement.Targets[0].Source;
            switch (statement.Instruction)
            {
                case If i:
                    Branches(statement, i, adjoints);
                    break;
                case For f:
                    Loop(statement, new Reversed(f.Start, f.End, !f.Descending, f.Counter.Name), f.Initial, f.Carried.ToEquatable(), f.Body, adjoints);
                    break;
                case While w:
                    // CountedLoops made the number of trips the last target.
                    var trips = statement.Targets[statement.Targets.Count - 1];
                    Loop(statement, new Reversed(builder.Int(0), trips, Descending: true, trips.Name), w.Initial, w.Body.Parameters, w.Body, adjoints);
                    break;
                case Call c:
                    Call(statement, c, adjoints);
                    break;
                default:
                    if (!StateOfArray(statement, adjoints)) Straight(statement, adjoints, isRegion);
                    break;
            }
        }
        _known.Leave();
    }

    /// <summary>Taps by name, each with the adjoint at its place.</summary>
    public List<(Tap Tap, Value Adjoint)> Taps { get; } = [];

    private void Straight(Statement statement, Adjoints adjoints, bool isRegion)
    {
        if (adjoints.Of(statement.Target) is not { } adjoint) return;
        if (statement.Instruction is Tap tap)
        {
            if (isRegion) throw new NotDifferentiableException($"The tap '{tap.Name}' stands inside of a loop or branch; only one value can be delivered.", statement.Target.Source);
            Taps.Add((tap, adjoint));
        }
        foreach (var contribution in rules.Of(statement, adjoint))
        {
            if (!activity.IsActive(contribution.Operand)) continue;
            if (!sparse.TryGetValue(contribution.Operand.Id, out var rows)) adjoints.Add(contribution.Operand, contribution.Make());
            else if (isRegion) throw NotDifferentiableException.SparseInRegion(contribution.Operand, statement);
            else rows.Add(statement, adjoint, contribution.Make);
        }
    }

    /// <summary>Adds to the adjoint of a value where a derivative reaches it.</summary>
    private void Contribute(Adjoints adjoints, Statement use, Value value, Func<Value> make)
    {
        if (!activity.IsActive(value)) return;
        if (sparse.ContainsKey(value.Id)) throw NotDifferentiableException.SparseInRegion(value, use);
        adjoints.Add(value, make());
    }
}
