namespace AutoDiff.Generator.Binding;

/// <summary>
/// Which variables stand for which arrays. An array is a value here, so a variable may change from one array to another (two buffers that are
/// swapped, an array that is made anew) only where nobody else sees either of them: with a second name, a write through one would show in the other.
/// </summary>
internal static class ArrayVariables
{
    /// <summary>How many of the variables stand for the array.</summary>
    public static int Names(Storage storage, IEnumerable<object> variables, ProgramState.Snapshot state) => variables.Sum(v => v is Storage ? 0 : Names(storage, state[v]));

    private static int Names(Storage storage, Term? term) => term switch
    {
        View view => view.Root == storage ? 1 : 0,
        TupleTerm tuple => tuple.Elements.Sum(e => Names(storage, e)),
        StructTerm value => value.Values.Sum(e => Names(storage, e)),
        _ => 0,
    };

    /// <summary>Whether the one variable that stands for the array may stand for another one from now on.</summary>
    public static bool IsAlone(View view, IEnumerable<object> variables, ProgramState.Snapshot state) =>
        view is { IsWhole: true, Root.IsOwn: true } && Names(view.Root, variables, state) <= 1;
}
