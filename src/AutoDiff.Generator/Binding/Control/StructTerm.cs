using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>A value of a struct or record: the terms of its fields and automatic properties, in the order of their declaration. Never changed in place.</summary>
internal sealed class StructTerm(INamedTypeSymbol type, ISymbol[] members, Term?[] values) : Term
{
    public INamedTypeSymbol Type => type;

    public ISymbol[] Members => members;

    public Term?[] Values => values;

    public int Position(ISymbol member)
    {
        for (int i = 0; i < members.Length; i++)
            if (SymbolEqualityComparer.Default.Equals(members[i].OriginalDefinition, member.OriginalDefinition) || members[i].Name == member.Name) return i;
        return -1;
    }

    /// <summary>The same value with one member replaced.</summary>
    public StructTerm With(int position, Term? value)
    {
        var changed = (Term?[])values.Clone();
        changed[position] = value;
        return new StructTerm(type, members, changed);
    }
}
