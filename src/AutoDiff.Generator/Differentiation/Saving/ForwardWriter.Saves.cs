using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

internal sealed partial class ForwardWriter
{
    /// <summary>The axis that counts the iterations of a loop, and the counter's first position on it; null where that is 0.</summary>
    private readonly Dictionary<BlockNode, (Axis Axis, Value? Start)> _ranges = [];

    /// <summary>Where the loops that run now save.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="counterOf">The counters of the loops.</param>
    public EquatableArray<Value> Indices(Storage storage, Func<BlockNode, Value> counterOf) => storage.Loops.Select(loop =>
        _ranges[loop].Start is { } start ? builder.Map(Operator.IntSubtract, counterOf(loop), start) : counterOf(loop)).ToEquatable();

    /// <summary>What a block takes off the tape last, because the extents of these arrays are defined in it.</summary>
    public static bool IsLate(SavingPlan plan, BlockNode node, Value value) =>
        value.Axes.SelectMany(a => a.Extent.Symbols).Any(s => plan.Forward.HomeOf(s)?.Block == node);

    private Value Create(Storage storage)
    {
        if (storage.Value is not { } value) return builder.Emit(new NewTape(), ElementType.Tape, [], "tape");
        var axes = storage.Loops.Select(RangeOf).ToList().Concat(value.Axes).ToList();
        string name = "saved" + (value.Name.Length == 0 ? "" : char.ToUpperInvariant(value.Name[0]) + value.Name.Substring(1));
        return axes.Count == 0 ? builder.Emit(new Constant(0), value.Type, [], name) : builder.Emit(new Zeros { IsOverwritten = true }, value.Type, axes, name);
    }

    private Axis RangeOf(BlockNode loop)
    {
        if (_ranges.TryGetValue(loop, out var range)) return range.Axis;
        var forward = (For)loop.Region!.Instruction;
        string name = ReverseMode.Unique((forward.Counter.Name.Length == 0 ? "i" : forward.Counter.Name) + "Trips", plan.Forward.Names);
        if (Bounds.ExtentFromZero(plan.Forward, forward) is { } extent)
        {
            // A quotient is computed once and not for each index.
            _ranges[loop] = (new Axis(name, extent.Symbols.Any(s => s[0] == '(') ? Symbol(name, builder.Emit(new ExtentOf(extent), ElementType.Int, [])) : extent), null);
        }
        else
        {
            var (start, end) = (Before(forward.Start, loop), Before(forward.End, loop));
            var trips = builder.Map(Operator.IntMaximum, builder.Int(0), builder.Map(Operator.IntSubtract, end, start));
            bool isZero = plan.Forward.HomeOf(forward.Start)?.Statement?.Instruction is Constant { Number: 0 };
            _ranges[loop] = (new Axis(name, Symbol(name, trips)), isZero ? null : start);
        }
        return _ranges[loop].Axis;
    }

    private Extent Symbol(string name, Value number)
    {
        builder.Emit(new DefineExtent(name, number), ElementType.Int, [], name);
        return Extent.Symbol(name);
    }

    /// <summary>A bound, computed in front of the loops where it stands inside of them.</summary>
    private Value Before(Value bound, BlockNode loop)
    {
        var use = Use(bound);
        if (plan.Forward.HomeOf(bound) is not { Statement: { } statement } home || home.Block.Parent is null || renamed is not null && renamed.ContainsKey(bound.Id)) return use;
        return builder.Emit(statement.Instruction.WithOperands(v => Before(v, loop)), bound.Type, bound.Axes, bound.Name);
    }

    private void Save(BlockNode node, Value value)
    {
        foreach (var storage in storages)
        {
            if (storage.Value != value || storage.Homes[0] != node) continue;
            var state = _states[storage];
            _states[storage] = storage.Loops.Count == 0 ? Kept(value)
                : builder.Emit(new Write(state, Indices(storage, l => Use(l.Counter!)), Use(value)), state.Type, state.Axes, state.Name);
        }
    }

    /// <summary>At the end of a block: what it saves on the tape, so that the backward block, which begins by taking it off, finds it on top.</summary>
    private void Push(BlockNode node)
    {
        if (Tape is null || !Tape.Homes.Contains(node)) return;
        var values = Storage.TapedIn(plan, node, storages);
        foreach (var part in new[] { values.Where(v => IsLate(plan, node, v)), values.Where(v => !IsLate(plan, node, v)) })
        {
            var pushed = part.Select(Kept).ToEquatable();
            if (pushed.Count > 0) _states[Tape] = builder.Emit(new Push(_states[Tape], pushed), ElementType.Tape, [], "tape");
        }
    }

    private Value Kept(Value value) => _copies.TryGetValue(value.Id, out var copy) ? copy : Use(value);

    /// <summary>The state of an array that is needed as a whole, and that the program goes on writing.</summary>
    private void CopyConsumed(BlockNode node, Value value)
    {
        bool isKept = node.Parent is null ? renamed is null && plan.IsCopied(value)
            : value.Axes.Count > 0 && plan.Forward.IsConsumed(value) && (IsTaped(node, value) || storages.Any(s => s.Value == value && s.Loops.Count == 0));
        if (isKept) _copies[value.Id] = builder.Emit(new Copy(Use(value)), value.Type, value.Axes, value.Name);
    }

    private bool IsTaped(BlockNode node, Value value) => Tape is not null && Tape.Homes.Contains(node) && node.Saved.Contains(value) && !storages.Any(s => s.Value == value);
}
