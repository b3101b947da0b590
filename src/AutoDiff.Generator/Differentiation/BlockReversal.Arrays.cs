using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

// The adjoint of a state of an array is a state of the adjoint array: each statement changes one element (or part) of it.
internal sealed partial class BlockReversal
{
    /// <summary>Whether the statement is one of those of arrays.</summary>
    private bool StateOfArray(Statement statement, Adjoints adjoints)
    {
        switch (statement.Instruction)
        {
            case Read r:
                if (!activity.IsActive(r.Array) || adjoints.Of(statement.Target) is null) return true;
                if (sparse.ContainsKey(r.Array.Id)) throw NotDifferentiableException.SparseInRegion(r.Array, statement);
                adjoints.Set(r.Array, Add(adjoints.Whole(r.Array), r.Indices, adjoints.Whole(statement.Target)));
                return true;
            case Write w:
                if (adjoints.Of(statement.Target) is null) return true;
                var state = adjoints.Whole(statement.Target);
                Contribute(adjoints, statement, w.Element, () => Element(state, w.Indices, w.Element));
                // The element from before the write has no influence any more.
                Contribute(adjoints, statement, w.Array, () => builder.Emit(new Write(state, w.Indices, adjoints.Zero(w.Element with { Name = "" })), state.Type, state.Axes, state.Name));
                return true;
            case AddAt a:
                if (adjoints.Of(statement.Target) is null) return true;
                var sums = adjoints.Whole(statement.Target);
                Contribute(adjoints, statement, a.Addend, () => Element(sums, a.Indices, a.Addend));
                Contribute(adjoints, statement, a.Array, () => sums);
                return true;
            case Copy c:
                if (adjoints.Of(statement.Target) is { } adjoint) Contribute(adjoints, statement, c.Array, () => adjoint);
                return true;
            default: return statement.Instruction is Zeros or DefineExtent;
        }
    }

    private Value Add(Value array, EquatableArray<Value> indices, Value addend) => builder.Emit(new AddAt(array, indices, addend), array.Type, array.Axes, array.Name);

    private Value Element(Value array, EquatableArray<Value> indices, Value element) => builder.Emit(new Read(array, indices), array.Type, element.Axes, Adjoints.NameOf(element));
}
