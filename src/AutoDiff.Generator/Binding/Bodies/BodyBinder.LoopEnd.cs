using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>The end of a loop: what is yielded, what need not be carried after all, and what variables stand for afterwards.</summary>
    private sealed class LoopEnd(BodyBinder binder, List<object> variables, ProgramState.Snapshot before, ProgramState.Snapshot inside, ProgramState.Snapshot after,
        Range? range, Carried tested, List<Statement> testing, Value? holds, Carried carried, List<Statement> statements)
    {
        private readonly TensorAlgebra _algebra = binder.Algebra;
        private readonly Dictionary<object, Term?> _carriedTerms = [];

        public void Emit()
        {
            var yielded = Yielded();
            List<Value> yields = [];
            var slots = carried.Slots;
            // A loop that never reaches its end yields nothing that is used.
            statements = _algebra.Builder.Apart(statements, () => yields = slots.Select((s, i) => _algebra.Like(yielded[i], s.Parameter, s.Shape)).ToList());
            var initial = slots.Select(s => _algebra.Like(s.Initial, s.Parameter, s.Shape)).ToList();

            var kept = Enumerable.Range(0, slots.Count).Where(i => yields[i] != slots[i].Parameter).ToList();
            var constant = new Dictionary<int, Value>();
            for (int i = 0; i < slots.Count; i++)
            {
                if (kept.Contains(i)) continue;
                constant[slots[i].Parameter.Id] = initial[i];
                if (i < tested.Slots.Count) constant[tested.Slots[i].Parameter.Id] = initial[i];
            }
            Value Replace(Value v) => constant.TryGetValue(v.Id, out var outer) ? outer : v;

            var targets = kept.Select(i => _algebra.Builder.NewValue(slots[i].Parameter.Type, slots[i].Parameter.Axes, slots[i].Parameter.Name)).ToList();
            var body = new Block(kept.Select(i => slots[i].Parameter).ToEquatable(), statements.ToEquatable(), kept.Select(i => yields[i]).ToEquatable());
            var first = kept.Select(i => initial[i]).ToEquatable();
            Instruction region = range is not null
                ? new For(range.Start, range.End, first, (body with { Parameters = body.Parameters.Prepend(range.Counter).ToEquatable() }).With(Replace), range.Descending, range.Checkpoint)
                : new While(first, new Block(kept.Select(Tested).ToEquatable(), testing.ToEquatable(), EquatableArray.Of(holds!)).With(Replace), body.With(Replace));
            if (kept.Count > 0 || region.HasEffect || range is null) _algebra.Builder.Append(new Statement(targets.ToEquatable(), region));
            Finish(kept, targets);
        }

        /// <summary>What each slot yields. Variables that get their first value in the loop have slots of their own, which the body does not read.</summary>
        private List<Term?> Yielded()
        {
            var yielded = new List<Term?>();
            var moved = Moved();
            foreach (object variable in variables)
            {
                _carriedTerms[variable] = inside[variable];
                var last = variable is Storage storage && moved.TryGetValue(storage, out var other) ? after[other] : after[variable];
                carried.Collect(inside[variable], after.IsDead ? inside[variable] : last, LeafTypes.Name(variable), yielded, moved);
            }
            foreach (object variable in variables)
            {
                if (before[variable] is not Unassigned || after[variable] is Unassigned or null) continue;
                _carriedTerms[variable] = carried.Carry(after[variable], LeafTypes.Variable(variable), LeafTypes.Name(variable), begins: false);
                carried.Collect(_carriedTerms[variable], after[variable], LeafTypes.Name(variable), yielded, moved);
            }
            return yielded;
        }

        /// <summary>Arrays whose variable stands for another array after an iteration: what the one is in this iteration, the other was at its end.</summary>
        private Dictionary<Storage, Storage> Moved()
        {
            var moved = new Dictionary<Storage, Storage>();
            foreach (object variable in variables)
            {
                if (inside[variable] is not View from || after[variable] is not View to || from.Root == to.Root || after.IsDead) continue;
                if (ArrayVariables.IsAlone(from, before.Terms.Keys, inside) && ArrayVariables.IsAlone(to, before.Terms.Keys, after)) moved[from.Root] = to.Root;
            }
            return moved;
        }

        /// <summary>The parameter of the condition's block for a slot.</summary>
        private Value Tested(int slot) => slot < tested.Slots.Count ? tested.Slots[slot].Parameter
            : _algebra.Builder.NewValue(carried.Slots[slot].Parameter.Type, carried.Slots[slot].Parameter.Axes, carried.Slots[slot].Parameter.Name);

        private void Finish(List<int> kept, List<Value> targets)
        {
            var final = new Dictionary<int, Term?>();
            for (int i = 0; i < carried.Slots.Count; i++)
            {
                int position = kept.IndexOf(i);
                final[carried.Slots[i].Parameter.Id] = position >= 0 ? new Quantity(targets[position], carried.Slots[i].Shape) : carried.Slots[i].Initial;
            }
            foreach (object variable in variables)
                binder.State[variable] = after[variable] is null ? null : Carried.Substitute(_carriedTerms[variable], v => final.TryGetValue(v.Id, out var term) ? term : null);
        }
    }
}
