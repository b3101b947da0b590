namespace AutoDiff.Generator.Ir;

/// <summary>What is generated for a method; the numbers are those of the runtime's <c>Modes</c>.</summary>
[Flags]
public enum DerivativeModes
{
    None = 0,
    Gradient = 1,
    Jvp = 2,
    Hvp = 4,
    Vjp = 8,
    Jacobian = 16,
    SparseJacobian = 32,
    Hessian = 64,
    HessianDiagonal = 128,
}

/// <summary>A type around the method, to be reopened as partial.</summary>
/// <param name="Keyword">For instance <c>static partial class</c> or <c>partial record struct</c>.</param>
/// <param name="Name">Escaped name with type parameters: <c>Mlp&lt;T&gt;</c>.</param>
public sealed record ContainingType(string Keyword, string Name);

/// <summary>A parameter of the annotated method as its signature has it.</summary>
/// <param name="Type">C# type, global:: qualified: <c>global::AutoDiff.Tensor&lt;T&gt;</c>.</param>
/// <param name="Name">Escaped name, <c>@class</c>.</param>
/// <param name="Default">Default value as C# text, or null.</param>
/// <param name="Modifier"><c>in</c>, <c>scoped</c>, <c>this</c> or empty.</param>
/// <param name="Kind">Null for an object of a model class, whose leaves are parameters of the function.</param>
/// <param name="ModelType">The type of such an object (the same text as <see cref="Type"/>); null otherwise.</param>
/// <param name="StructType">The type of a struct or record whose members are parameters of the function; null otherwise.</param>
public sealed record SignatureParameter(string Type, string Name, string? Default, string Modifier, ParameterKind? Kind, string? ModelType, string? StructType = null);

/// <summary>A value of a struct or record that a method takes or returns: its numbers are parameters or results of the function.</summary>
/// <param name="Owner">The parameter, which is the owner of its leaves; "result" for what is returned.</param>
/// <param name="Type">C# type, global:: qualified.</param>
/// <param name="Construction">C# text of a new value as a composite format: {0}, {1}, ... are its leaves in their order.</param>
public sealed record StructObject(string Owner, string Type, string Construction);

/// <summary>An object of a model class that a method takes, or is called on.</summary>
/// <param name="Owner">Its name, <c>this</c> for the object of an instance method: the owner of its leaves.</param>
/// <param name="Type">C# type, global:: qualified.</param>
/// <param name="Extents">The arguments of the type's Create, in terms of the method's symbols.</param>
public sealed record ModelObject(string Owner, string Type, EquatableArray<Extent> Extents);

/// <summary>An annotated method: all that emission needs to know about it, and the function that its body computes.</summary>
public sealed record MethodModel
{
    /// <summary>Empty for the global namespace; escaped, without <c>global::</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>From outermost to innermost.</summary>
    public required EquatableArray<ContainingType> ContainingTypes { get; init; }

    /// <summary>Name without escape; derived names append to it.</summary>
    public required string Name { get; init; }

    /// <summary>For instance <c>public</c> or <c>protected internal</c>.</summary>
    public required string Accessibility { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>The float type as C# text: <c>T</c>, <c>float</c>, <c>double</c>.</summary>
    public required string RealType { get; init; }

    /// <summary>Type parameters of the method, escaped.</summary>
    public required EquatableArray<string> TypeParameters { get; init; }

    /// <summary>All where-clauses of the method, global:: qualified; empty without type parameters.</summary>
    public required string Constraints { get; init; }

    /// <summary>False where the float type is fixed or a type parameter of the containing type.</summary>
    public required bool RealTypeIsMethodTypeParameter { get; init; }

    public required EquatableArray<SignatureParameter> Signature { get; init; }

    /// <summary>C# type of <c>this</c> for an instance method of a model class; null for a static method.</summary>
    public required string? ThisModelType { get; init; }

    /// <summary>The objects of model classes, in the order of their leaves.</summary>
    public required EquatableArray<ModelObject> Models { get; init; }

    /// <summary>The struct parameters, in the order of their leaves.</summary>
    public EquatableArray<StructObject> Structs { get; init; }

    /// <summary>The struct that is returned, whose members are the results; null where something else is.</summary>
    public StructObject? ReturnedStruct { get; init; }

    /// <summary>Whether the rest of the assembly can call the method.</summary>
    public required bool IsReachable { get; init; }

    public required Function Function { get; init; }

    /// <summary>For each result whether it is a tensor (also of rank 0) and not a number.</summary>
    public required EquatableArray<bool> ResultIsTensor { get; init; }

    /// <summary>Whether the result elements were written as a tuple.</summary>
    public required bool ReturnsTuple { get; init; }

    /// <summary>The first result is a number: the method gets a <c>...Gradient</c> and no forward and backward pair.</summary>
    public bool ReturnsScalar => ResultIsTensor.Count > 0 && !ResultIsTensor[0] && ReturnedStruct is null;

    public required DerivativeModes Modes { get; init; }

    /// <summary>Whether the generated code checks that every number is finite.</summary>
    public bool ChecksFinite { get; init; }

    /// <summary>Reference for documentation comments: <c>BatchNorm{T}(global::AutoDiff.Tensor{T}, T)</c>.</summary>
    public required string Cref { get; init; }

    /// <summary>File name of the source, without folders.</summary>
    public required string File { get; init; }

    /// <summary>One-based line of the method there.</summary>
    public required int Line { get; init; }

    /// <summary>File name of the generated source, unique in the compilation also for overloads.</summary>
    public required string HintName { get; init; }
}
