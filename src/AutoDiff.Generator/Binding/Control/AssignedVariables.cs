using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

/// <summary>The local variables and parameters that statements may assign: what a loop has to carry.</summary>
internal static class AssignedVariables
{
    public static HashSet<ISymbol> In(IOperation? statement, BodyCache bodies, CancellationToken cancellation)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Collect(statement, found, bodies, new HashSet<ISymbol>(SymbolEqualityComparer.Default), cancellation);
        return found;
    }

    private static void Collect(IOperation? statement, HashSet<ISymbol> found, BodyCache bodies, HashSet<ISymbol> functions, CancellationToken cancellation)
    {
        if (statement is null) return;
        foreach (var operation in statement.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator: found.Add(declarator.Symbol); break;
                case IDeconstructionAssignmentOperation deconstruction: AddParts(deconstruction.Target, found); break;
                case IAssignmentOperation assignment: Add(assignment.Target, found); break;
                case IIncrementOrDecrementOperation step: Add(step.Target, found); break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument: Add(argument.Value, found); break;
                case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function }:
                    if (functions.Add(function.OriginalDefinition)) Collect(bodies.LocalFunction(function, cancellation), found, bodies, functions, cancellation);
                    break;
                case IInvocationOperation { Instance: { } instance, TargetMethod: { IsReadOnly: false, ContainingType.TypeKind: TypeKind.Struct } }: Add(instance, found); break;
            }
        }
    }

    private static void AddParts(IOperation target, HashSet<ISymbol> found)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation tuple) Add(target, found);
        else
            foreach (var element in tuple.Elements) AddParts(element, found);
    }

    /// <summary>The variable that a target is, or is a member of.</summary>
    private static void Add(IOperation target, HashSet<ISymbol> found)
    {
        switch (target)
        {
            case ILocalReferenceOperation local: found.Add(local.Local); break;
            case IParameterReferenceOperation parameter: found.Add(parameter.Parameter); break;
            case IFieldReferenceOperation { Instance: { } instance }: Add(instance, found); break;
            case IPropertyReferenceOperation { Instance: { } instance, Property.IsIndexer: false }: Add(instance, found); break;
            case IDeclarationExpressionOperation declaration: Add(declaration.Expression, found); break;
            case IInstanceReferenceOperation { Type: { } type }: found.Add(type); break;
        }
    }
}
