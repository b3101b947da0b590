using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Term Bind(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant }) return BindConstant(operation, constant);
        switch (operation)
        {
            case ILocalReferenceOperation local: return Read(local.Local);
            case IParameterReferenceOperation parameter: return Read(parameter.Parameter);
            case IConversionOperation conversion: return BindConversion(conversion);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both: return Both(Bind(both.LeftOperand), () => Bind(both.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either: return Either(Bind(either.LeftOperand), () => Bind(either.RightOperand));
            case IBinaryOperation binary: return BindBinary(binary);
            case IUnaryOperation unary: return BindUnary(unary);
            case IInvocationOperation invocation: return BindInvocation(invocation);
            case IPropertyReferenceOperation property: return BindProperty(property);
            case IFieldReferenceOperation field: return BindField(field);
            case IInstanceReferenceOperation { Type: { } type } when self is not null: return State.TryGet(type, out var own) ? own ?? throw new AlreadyReported() : self;
            case IConditionalOperation choice: return BindChoice(choice);
            case ISwitchExpressionOperation choice: return BindSwitchExpression(choice);
            case IIsPatternOperation match: return Matches(match.Pattern, Bind(match.Value), match.Value.Type);
            case IParenthesizedOperation inner: return Bind(inner.Operand);
            case IThrowOperation thrown: { BindThrow(thrown); return Unassigned.Term; }
            case IAssignmentOperation or IIncrementOrDecrementOperation: return BindEffect(operation);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation: return BindElementAccess(operation);
            case IDeclarationExpressionOperation declaration: return Bind(declaration.Expression);
            case ITupleOperation tuple: return new TupleTerm(BindAll(tuple.Elements));
            case ICollectionExpressionOperation collection: return new TermList(BindAll(collection.Elements));
            case IObjectCreationOperation creation: return BindObjectCreation(creation);
            case IWithOperation with: return BindWith(with);
            case IDefaultValueOperation { Type: INamedTypeSymbol type } when StructTypes.IsValue(type): return Default(type, operation.Syntax.GetLocation());
            case IDefaultValueOperation { Type: { } type } when _types.Of(type) is { } element: return element == ElementType.Int ? new Integer(Extent.Zero) : new Literal(0, element);
            case IArrayCreationOperation creation: return BindArrayCreation(creation);
            default:
                if (operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax) return BindStackArray(operation);
                throw Fence.Refuse(operation);
        }
    }

    private Term[] BindAll(System.Collections.Immutable.ImmutableArray<IOperation> operations)
    {
        var terms = new Term[operations.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = Bind(operations[i]);
        return terms;
    }

    private Term Read(ISymbol symbol)
    {
        // Not assigned before it is read: the compiler has said so.
        return State.TryGet(symbol, out var term) && term is not Unassigned and not null ? term : throw new AlreadyReported();
    }

    private static Term BindConstant(IOperation operation, object constant) => constant switch
    {
        double number => new Literal(number, ElementType.Real),
        float number => new Literal(number, ElementType.Real),
        bool truth => new Literal(truth ? 1 : 0, ElementType.Bool),
        int or long or short or sbyte or byte or ushort or uint => new Integer(Extent.Constant(Convert.ToInt64(constant, System.Globalization.CultureInfo.InvariantCulture))),
        _ => throw new Refusal(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"The constant {Fence.Short(operation.Syntax)}", "use an int, the float type, or a bool"),
    };

    private Term BindConversion(IConversionOperation conversion)
    {
        var target = conversion.Type;
        var source = conversion.Operand.Type;
        if (target is null) throw Fence.Refuse(conversion);
        var term = Bind(conversion.Operand);
        if (conversion.OperatorMethod is { } converter && StructTypes.IsValue(converter.ContainingType)) return BindUserOperator(converter, conversion, term);
        if (IsReal(target))
        {
            if (term is Integer) return RealNumber(term);
            // The wider type only saves roundings; the narrower one would make another number.
            if (target.SpecialType == SpecialType.System_Single && real.SpecialType == SpecialType.System_Double && term is Quantity)
                throw new Refusal(Descriptors.UnsupportedExpression, conversion.Syntax.GetLocation(), "A conversion to float", "stay with double");
            if (source is not null && IsReal(source)) return term;
        }
        if (IsInteger(target))
        {
            if (term is Integer) return term;
            if (source is not null && IsReal(source))
            {
                if (term is not (Quantity { Rank: 0 } or Literal) || _types.Of(target) != ElementType.Int) throw new Refusal(Descriptors.ActiveToInteger, conversion.Syntax.GetLocation(), Fence.Short(conversion.Operand.Syntax));
                var truncated = Algebra.Builder.Map(Operator.ToInt, Algebra.Quantity(term).Value);
                context.Truncations[truncated.Id] = (Fence.Short(conversion.Operand.Syntax), conversion.Syntax.GetLocation());
                return TensorAlgebra.Scalar(truncated);
            }
        }
        if (IsInteger(target) && term is Quantity { Rank: 0, Value.Type: ElementType.Int } && _types.Of(target) is not null && _types.Of(source) == ElementType.Int && (IsWidening(source!, target) || target.SpecialType == SpecialType.System_Int32)) return term;
        if (IsReal(target) && term is Quantity { Rank: 0, Value.Type: ElementType.Int }) return TensorAlgebra.Scalar(Algebra.Builder.Map(Operator.ToReal, ((Quantity)term).Value));
        if (IsInteger(target) && term is Quantity { Rank: 0, Value.Type: ElementType.Int })
            throw new Refusal(Descriptors.UnsupportedExpression, conversion.Syntax.GetLocation(), $"A conversion of computed integers to {TypeNames.Text(target)}", "use int");
        // A tensor where a span is wanted: its elements in a row.
        if (Known.IsReadOnlySpan(target, out _) || Known.IsSpan(target, out _))
        {
            if (term is View { Rank: > 1 } several) term = several.Root.Contents;
            return term is Quantity { Rank: not 1 } tensor ? Algebra.Reshape(tensor, [Extent.Constant(-1)]) : term;
        }
        if (conversion.Conversion.IsIdentity || term is TupleTerm or TermList or Unassigned or View or StructTerm) return term;
        throw Fence.Refuse(conversion);
    }

    /// <summary>The tensor that an array variable holds at this point; other terms as they are.</summary>
    private Term Whole(Term term) => term is View view ? Algebra.Contents(view) : term;

    private static bool IsWidening(ITypeSymbol source, ITypeSymbol target) => source.SpecialType == target.SpecialType
        || (target.SpecialType is SpecialType.System_Int16 or SpecialType.System_UInt16 && source.SpecialType is SpecialType.System_Byte);

    /// <summary>An integer where a number of the float type is wanted.</summary>
    private static Term RealNumber(Term term) =>
        term is Integer { Extent: var extent } && extent.IsConstant(out long number) ? new Literal(number, ElementType.Real) : term;

    private Term BindProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.IsStatic) return BindStaticProperty(reference);
        if (reference.Instance is not { } instance) throw Fence.Refuse(reference);
        if (StructTypes.IsValue(instance.Type) && Bind(instance) is StructTerm value) return BindMember(reference, value);
        if (instance.Type is { } type)
        {
            if (Known.IsIndexed(type, out _) || type.Name == "Array")
            {
                if (property.IsIndexer) return BindElementAccess(reference);
                if (property.Name == "Length" && Bind(instance) is var measured && LengthOf(measured) is { } length) return length;
                if (property.Name is "Shape" or "Rank" && Whole(Bind(instance)) is Quantity tensor)
                    return property.Name == "Shape" ? new ShapeTerm(tensor) : new Integer(Extent.Constant(tensor.Rank));
                if (property.Name is "Span" && Bind(instance) is (View { Rank: 1 } or Quantity { Rank: 1 }) and var elements) return elements;
                if (property.Name is "IsEmpty" && LengthOf(Bind(instance)) is { } number) return BindBinary(reference, BinaryOperatorKind.Equals, number, null, new Integer(Extent.Zero), null, null);
            }
            if (Known.IsShape(type) && Bind(instance) is ShapeTerm shape)
            {
                if (property.Name == "Length") return new Integer(Algebra.Facts.Simplify(Shapes.Length(shape.Tensor.Shape)));
                if (property.Name == "Rank") return new Integer(Extent.Constant(shape.Tensor.Rank));
                if (property.IsIndexer && reference.Arguments.Length == 1) return Dimension(shape.Tensor, reference.Arguments[0].Value, "the shape");
            }
            if (Known.IsModel(type) && Bind(instance) is ModelTerm model)
                return model.Member(property.Name) ?? throw new Refusal(Descriptors.UnsupportedExpression, reference.Syntax.GetLocation(),
                    $"The property '{property.Name}'", "use the parameters, buffers and models of a [Model] class, and their Shape for extents");
        }
        throw Fence.Refuse(reference);
    }

    private Integer Dimension(Quantity tensor, IOperation position, string what)
    {
        long number = ConstantInteger(position, what);
        _at = position.Syntax.GetLocation();
        if (number < 0) throw new Refusal(Descriptors.AxisOutOfRange, number, tensor.ToString(), tensor.Rank);
        return new Integer(Shapes.ExtentOf(tensor.Shape[TensorAlgebra.Position(tensor, number)]));
    }

    private Term BindStaticProperty(IPropertyReferenceOperation reference)
    {
        if (reference.Type is { } type && IsReal(type) && Mathematics.Constant(reference.Property.Name) is { } number && (IsReal(reference.Property.ContainingType) || Known.IsMathematics(reference.Property.ContainingType)))
            return new Literal(number, ElementType.Real);
        throw new Refusal(Descriptors.MutableState, reference.Syntax.GetLocation(), reference.Property.Name);
    }

    private Term BindField(IFieldReferenceOperation reference)
    {
        if (reference.Field.ContainingType is { IsTupleType: true } && reference.Instance is { } instance)
        {
            var element = reference.Field.CorrespondingTupleField ?? reference.Field;
            if (Bind(instance) is TupleTerm tuple && element.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(element.Name.Substring(4), out int number) && number <= tuple.Elements.Length)
                return tuple.Elements[number - 1];
        }
        if (reference.Instance is { } owner && StructTypes.IsValue(owner.Type) && Bind(owner) is StructTerm value) return BindMember(reference, value);
        if (reference.Field.ContainingType is { TypeKind: TypeKind.Error }) throw new AlreadyReported();
        throw new Refusal(Descriptors.MutableState, reference.Syntax.GetLocation(), reference.Field.Name);
    }

    private long ConstantInteger(IOperation operation, string owner)
    {
        if (Bind(operation) is Integer { Extent: var extent } && extent.IsConstant(out long number)) return number;
        throw new Refusal(Descriptors.NotConstant, operation.Syntax.GetLocation(), Fence.Short(operation.Syntax), owner);
    }

    private bool IsReal(ITypeSymbol type) => Known.IsFloat(type) || SymbolEqualityComparer.Default.Equals(type, real);

    private static bool IsInteger(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr;
}
