using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>The list of what the language does not have, each with what to write instead. Whatever no part of the binder handles ends here.</summary>
internal static class Fence
{
    public static Exception Refuse(IOperation operation)
    {
        if (operation.Kind is OperationKind.Invalid or OperationKind.None && operation.Syntax.ContainsDiagnostics) return new AlreadyReported();
        var location = operation.Syntax.GetLocation();
        return operation.Kind switch
        {
            OperationKind.Invalid => new AlreadyReported(),

            OperationKind.Loop => new Refusal(Descriptors.ControlFlow, location, "This loop", "use for, while, do, or foreach over a span, an array or a range of integers"),
            OperationKind.CaseClause => new Refusal(Descriptors.ControlFlow, location, "This case label", "use constants and comparisons"),
            OperationKind.Try => new Refusal(Descriptors.ControlFlow, location, "A try statement", "handle exceptions in the caller"),
            OperationKind.Branch or OperationKind.Labeled => new Refusal(Descriptors.ControlFlow, location, "A goto or label", "use loops, break, continue and return"),
            OperationKind.Coalesce or OperationKind.CoalesceAssignment or OperationKind.ConditionalAccess =>
                new Refusal(Descriptors.ControlFlow, location, "A null check", "differentiable values are never null"),

            OperationKind.AnonymousFunction or OperationKind.DelegateCreation => new Refusal(Descriptors.FunctionValue, location, "A lambda or delegate"),
            OperationKind.MethodReference => new Refusal(Descriptors.FunctionValue, location, "A method as a value"),

            OperationKind.Using or OperationKind.UsingDeclaration => new Refusal(Descriptors.UnsupportedStatement, location, "A using statement", "manage resources in the caller"),
            OperationKind.Lock => new Refusal(Descriptors.UnsupportedStatement, location, "A lock", "synchronize in the caller"),
            OperationKind.YieldReturn or OperationKind.YieldBreak => new Refusal(Descriptors.UnsupportedStatement, location, "An iterator", "return a tensor"),
            OperationKind.Await => new Refusal(Descriptors.UnsupportedExpression, location, "An await", "await in the caller and pass the result"),
            OperationKind.ObjectCreation or OperationKind.TypeParameterObjectCreation or OperationKind.AnonymousObjectCreation =>
                new Refusal(Descriptors.UnsupportedExpression, location, "An object creation", "create structs and records of numbers, and pass other objects as parameters"),
            OperationKind.ArrayElementReference or OperationKind.ImplicitIndexerReference or OperationKind.InlineArrayAccess =>
                new Refusal(Descriptors.UnsupportedExpression, location, "This element access", "use the elements of arrays, spans and tensors; dictionaries and lists are looked up by the caller"),
            OperationKind.IsPattern or OperationKind.IsType => new Refusal(Descriptors.UnsupportedExpression, location, "A pattern", "use constants and comparisons"),
            OperationKind.InterpolatedString => new Refusal(Descriptors.UnsupportedExpression, location, "A string", "leave it to the caller"),
            OperationKind.DynamicInvocation or OperationKind.DynamicMemberReference or OperationKind.DynamicIndexerAccess or OperationKind.DynamicObjectCreation =>
                new Refusal(Descriptors.UnsupportedExpression, location, "A dynamic operation", "use static types"),
            OperationKind.AddressOf or OperationKind.FunctionPointerInvocation => new Refusal(Descriptors.UnsupportedExpression, location, "A pointer", "use tensors"),
            OperationKind.SimpleAssignment => new Refusal(Descriptors.UnsupportedExpression, location, "An assignment of a reference", "use an ordinary local"),
            OperationKind.PropertyReference => new Refusal(Descriptors.UnsupportedExpression, location, $"'{Short(operation.Syntax)}'", "use the members of structs, records and models, and the elements of arrays, spans and tensors; what other objects hold is passed as a parameter"),
            _ => new Refusal(Descriptors.UnsupportedExpression, location, $"'{Short(operation.Syntax)}'", "use the operations of Ops, arithmetic, and calls of [Differentiable] methods"),
        };
    }

    /// <summary>The text of a node, cut to fit a message.</summary>
    public static string Short(SyntaxNode syntax)
    {
        string text = SourceLines.Of(syntax).Text;
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
