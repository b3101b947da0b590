using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Whether a body may write elements of a parameter, by its text alone: for a method that calls itself this has to be known before it is bound.
/// Any other use of the parameter than reading an element or a length counts.
/// </summary>
internal static class ElementWrites
{
    public static bool Has(IParameterSymbol parameter, IBlockOperation? body)
    {
        if (!Known.IsWritable(parameter.Type) || body is null) return false;
        return body.Descendants().Any(o => o is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter) && !OnlyReads(reference));
    }

    private static bool OnlyReads(IOperation use)
    {
        var parent = use.Parent;
        bool isElement = parent is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } || (parent is IImplicitIndexerReferenceOperation { Argument: not IRangeOperation });
        if (!isElement) return parent is IPropertyReferenceOperation { Property.Name: "Length" or "Shape" or "Rank" } or IConversionOperation { Type.Name: "ReadOnlySpan" } or IForEachLoopOperation;
        return parent!.Parent is not (IAssignmentOperation or IIncrementOrDecrementOperation) || (parent.Parent is IAssignmentOperation assignment && assignment.Target != parent);
    }
}
