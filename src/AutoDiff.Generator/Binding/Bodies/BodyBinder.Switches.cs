using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>A switch statement: the sections in order, each under the conditions of its labels; the default last.</summary>
    private void BindSwitch(ISwitchOperation choice)
    {
        Algebra.Builder.Source = SourceLines.Header(choice.Syntax);
        var value = Bind(choice.Value);
        var sections = choice.Cases.OrderBy(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation)).ToList();
        Within(new Flag("switched"), choice.ExitLabel, () => Section(sections, 0, value, choice.Value.Type));
    }

    private void Section(List<ISwitchCaseOperation> sections, int position, Term value, ITypeSymbol? type)
    {
        if (position == sections.Count) return;
        var section = sections[position];
        void Body()
        {
            // A break that ends the section only ends it.
            var statements = section.Body.SelectMany(Flatten).ToList();
            if (statements.Count > 0 && statements[statements.Count - 1] is IBranchOperation { BranchKind: BranchKind.Break }) statements.RemoveAt(statements.Count - 1);
            BindSequence(statements, 0);
        }
        if (section.Clauses.Any(l => l is IDefaultCaseClauseOperation))
        {
            Body();
            return;
        }
        Term matches = s_false;
        foreach (var label in section.Clauses) matches = Either(matches, () => Matches(label, value, type));
        Branch(matches, () => Run(Body), () => Run(() => Section(sections, position + 1, value, type)));
    }

    private Term Matches(ICaseClauseOperation label, Term value, ITypeSymbol? type)
    {
        switch (label)
        {
            case ISingleValueCaseClauseOperation { Value: { } constant }: return Compared(BinaryOperatorKind.Equals, value, type, constant);
            case IPatternCaseClauseOperation pattern:
                var matches = Matches(pattern.Pattern, value, type);
                return pattern.Guard is { } guard ? Both(matches, () => Bind(guard)) : matches;
            default: throw Fence.Refuse(label);
        }
    }

    private Term Matches(IPatternOperation pattern, Term value, ITypeSymbol? type)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation: return s_true;
            case IConstantPatternOperation constant: return Compared(BinaryOperatorKind.Equals, value, type, constant.Value);
            case IRelationalPatternOperation relation: return Compared(relation.OperatorKind, value, type, relation.Value);
            case INegatedPatternOperation negated: return Negated(Matches(negated.Pattern, value, type));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both: return Both(Matches(both.LeftPattern, value, type), () => Matches(both.RightPattern, value, type));
            case IBinaryPatternOperation either: return Either(Matches(either.LeftPattern, value, type), () => Matches(either.RightPattern, value, type));
            case IDeclarationPatternOperation { MatchesNull: true, DeclaredSymbol: { } name }:
                Define(name, value);
                return s_true;
            case IRecursivePatternOperation { DeconstructionSubpatterns: { Length: > 0 } parts, PropertySubpatterns.Length: 0 } when value is TupleTerm tuple && parts.Length == tuple.Elements.Length:
                Term matches = s_true;
                for (int i = 0; i < parts.Length; i++)
                {
                    int part = i;
                    matches = Both(matches, () => Matches(parts[part], tuple.Elements[part], LeafTypes.Part(type, null, part)));
                }
                return matches;
            default:
                throw new Refusal(Descriptors.UnsupportedExpression, pattern.Syntax.GetLocation(), $"The pattern '{Fence.Short(pattern.Syntax)}'", "use constants and comparisons with 'and', 'or' and 'not'");
        }
    }

    private Term Compared(BinaryOperatorKind kind, Term value, ITypeSymbol? type, IOperation constant) => BindBinary(constant, kind, value, type, Bind(constant), type, null);

    /// <summary>A switch expression; without an arm that takes all values it may throw.</summary>
    private Term BindSwitchExpression(ISwitchExpressionOperation choice)
    {
        var value = Bind(choice.Value);
        return SwitchArm(choice, 0, value);
    }

    private Term SwitchArm(ISwitchExpressionOperation choice, int position, Term value)
    {
        if (position == choice.Arms.Length)
        {
            Throw("global::System.Runtime.CompilerServices.SwitchExpressionException", []);
            return Unassigned.Term;
        }
        var arm = choice.Arms[position];
        var matches = Matches(arm.Pattern, value, choice.Value.Type);
        if (arm.Guard is { } guard) matches = Both(matches, () => Bind(guard));
        return Choose(matches, () => Bind(arm.Value), () => SwitchArm(choice, position + 1, value), choice.Type);
    }
}
