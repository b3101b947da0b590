using System.Runtime.CompilerServices;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>Statements as objects: a statement without targets equals others like it.</summary>
internal sealed class ByReference : IEqualityComparer<Statement>
{
    public static ByReference Comparer { get; } = new();

    public bool Equals(Statement x, Statement y) => ReferenceEquals(x, y);

    public int GetHashCode(Statement statement) => RuntimeHelpers.GetHashCode(statement);
}
