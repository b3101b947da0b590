namespace AutoDiff.Generator.Tests.Programs;

/// <summary>What is in scope at a statement of a random program.</summary>
internal sealed record ProgramScope
{
    /// <summary>Numbers that may be read.</summary>
    public List<string> Reals { get; private init; } = [];

    /// <summary>Numbers that may be assigned.</summary>
    public List<string> Assignable { get; private init; } = [];

    /// <summary>Integers of at least 0.</summary>
    public List<string> Integers { get; private init; } = [];

    /// <summary>Arrays that may be read: none is empty.</summary>
    public List<string> Arrays { get; private init; } = [];

    /// <summary>Arrays that may be written.</summary>
    public List<string> Writable { get; private init; } = [];

    /// <summary>Mutable structs of two numbers.</summary>
    public List<string> Structs { get; private init; } = [];

    /// <summary>Local functions of one number.</summary>
    public List<string> Functions { get; private init; } = [];

    /// <summary>Tensors of two rows and three columns.</summary>
    public List<string> Tensors { get; private init; } = [];

    public int Depth { get; private init; }

    /// <summary>Whether <c>break</c> and <c>continue</c> may stand here.</summary>
    public bool InLoop { get; private init; }

    /// <summary>Whether <c>return</c> of a number may stand here.</summary>
    public bool MayReturn { get; init; }

    /// <summary>A scope inside of this one.</summary>
    public ProgramScope Inner(bool loop) => new()
    {
        Reals = [.. Reals],
        Assignable = [.. Assignable],
        Integers = [.. Integers],
        Arrays = [.. Arrays],
        Writable = [.. Writable],
        Structs = [.. Structs],
        Functions = [.. Functions],
        Tensors = [.. Tensors],
        Depth = Depth + 1,
        InLoop = InLoop || loop,
        MayReturn = MayReturn,
    };
}
