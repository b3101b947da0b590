namespace AutoDiff.Generator.Ir;

public enum ModelMemberKind
{
    /// <summary>A trained tensor.</summary>
    Parameter,
    /// <summary>A tensor that is stored with the model and not trained.</summary>
    Buffer,
    /// <summary>Another model inside of this one.</summary>
    Model,
}

/// <summary>A property of a model class that the generator implements.</summary>
/// <param name="Name">Without escape.</param>
/// <param name="Type">C# type, global:: qualified.</param>
/// <param name="Accessibility">As declared; the parts of a partial property have to agree.</param>
/// <param name="Shape">Of a tensor its dimensions, of a model the extents of its type in their order: C# expressions over the extents of this class.</param>
/// <param name="Initialization">Name of the runtime's Initialization member; empty for a model.</param>
/// <param name="Value">The number for Initialization.Constant.</param>
public sealed record ModelMember(ModelMemberKind Kind, string Name, string Type, string Accessibility, EquatableArray<string> Shape, string Initialization, double Value);

/// <summary>A class of parameters as emission needs to know it.</summary>
public sealed record ModelClass
{
    /// <summary>Empty for the global namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>From outermost to the class itself.</summary>
    public required EquatableArray<ContainingType> Types { get; init; }

    /// <summary>Without type parameters and escape.</summary>
    public required string Name { get; init; }

    /// <summary>The class as C# text, with type parameters: <c>Mlp&lt;T&gt;</c>.</summary>
    public required string TypeText { get; init; }

    /// <summary>The float type of its tensors as C# text.</summary>
    public required string RealType { get; init; }

    /// <summary>Names of the extents, in the order in which they first appear in shapes: the arguments of Create.</summary>
    public required EquatableArray<string> Extents { get; init; }

    public required EquatableArray<ModelMember> Members { get; init; }

    public required string HintName { get; init; }
}
