using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Rewrites the linear part of adjoints as sums of products: scale factors that lack the reduced axes leave sums, sums of sums are split, factors over few
/// axes are multiplied before those over many, and terms with the same long factor are collected. This is what turns the adjoint of a
/// normalization into one multiply-add a term.
/// </summary>
/// <remarks>
/// A difference that the user wrote stays a unit, and so does every sum other than the accumulation of adjoints:
/// sum(dy * (x - mean)) never becomes sum(dy * x) - mean * sum(dy), which would cancel on data with an offset.
/// </remarks>
public static class Reassociation
{
    public static Function Collect(Function function) => new Pass(function).Run();

    private const int MostTerms = 6;

    private sealed class Pass
    {
        private readonly Function _function;
        private readonly Builder _builder;
        private readonly TermWriter _writer;
        private readonly SumRules _sums;
        private readonly Dictionary<int, Value> _values = [];                  // old id -> new value
        private Dictionary<int, IReadOnlyList<Term>> _terms = [];     // old id -> sum of products of this block, not yet written
        private Dictionary<int, Instruction> _definitions = [];       // new id -> definition in this block, numbers from outside of it
        private readonly HashSet<int> _primalResults;
        private readonly Uses _uses;
        private int _registered;

        public Pass(Function function)
        {
            _function = function;
            _builder = new Builder(function.LastId);
            _writer = new TermWriter(_builder);
            _sums = new SumRules(_builder, _writer, DefinitionOf);
            _uses = new Uses(function);
            _primalResults = [.. function.Results.Where(r => !r.Value.IsAdjoint && r.Value.Axes.Count > 0).Select(r => r.Value.Id)];
            foreach (var parameter in function.Parameters) _values[parameter.Value.Id] = parameter.Value;
        }

        public Function Run()
        {
            Visit(_function.Body);
            var results = _function.Results.Select(r => r with
            {
                Value = ValueOf(r.Value, r.SparseRowsOf is not null),
                SparseRowsOf = r.SparseRowsOf is null ? null : ValueOf(r.SparseRowsOf),
            }).ToEquatable();
            return _function with { Body = _builder.Body.ToEquatable(), Results = results };
        }

        private void Visit(IEnumerable<Statement> body)
        {
            foreach (var statement in body)
            {
                if (statement.Targets.Count > 0) At(statement.Targets[0]);
                if (statement.Instruction.Blocks.Count > 0 || statement.Targets.Count != 1) Region(statement);
                else if (Linear(statement) is not { } terms) _values[statement.Target.Id] = Rewrite(statement);
                else if (terms.Count > MostTerms) _values[statement.Target.Id] = _writer.Write(terms);
                else _terms[statement.Target.Id] = terms;
            }
        }

        /// <summary>A region, a call or a pop. What it uses is computed before it, so that a loop does not compute it again and again.</summary>
        private void Region(Statement statement)
        {
            foreach (var operand in statement.Instruction.Operands) AsDeclared(operand);
            var blocks = statement.Instruction.Blocks;
            var shell = statement.Instruction.WithBlocks(blocks.Select(b => b with { Body = default, Yields = default }).ToList()).WithOperands(AsDeclared);
            _builder.Append(statement with { Instruction = shell.WithBlocks(blocks.Select(Rewritten).ToList()) });
            foreach (var target in statement.Targets) _values[target.Id] = target;
        }

        private Block Rewritten(Block block)
        {
            Register();
            var (terms, definitions, registered) = (_terms, _definitions, _registered);
            (_terms, _registered) = ([], 0);
            _definitions = definitions.Where(d => d.Value is Constant).ToDictionary(d => d.Key, d => d.Value);
            foreach (var parameter in block.Parameters) _values[parameter.Id] = parameter;
            try
            {
                return _builder.Block(block.Parameters, () =>
                {
                    Visit(block.Body);
                    return block.Yields.Select(AsDeclared).ToList();
                });
            }
            finally
            {
                (_terms, _definitions, _registered) = (terms, definitions, registered);
            }
        }

        /// <summary>The new value with the axes of the old one, in their order.</summary>
        private Value AsDeclared(Value old)
        {
            var value = ValueOf(old, withAllAxes: true);
            if (value.Axes != old.Axes) value = _builder.Emit(new Map(Operator.StopGradient, EquatableArray.Of(value)), old.Type, old.Axes, old.Name);
            return _values[old.Id] = value;
        }

        private void At(Value target) => (_builder.Source, _builder.IsAdjoint) = (target.Source, target.IsAdjoint);

        /// <summary>The statement's value as a sum of products; null where it is a unit.</summary>
        private IReadOnlyList<Term>? Linear(Statement statement)
        {
            if (!statement.Target.IsAdjoint || statement.Target.Type != ElementType.Real) return null;
            return statement.Instruction switch
            {
                Constant { Number: var number } when !double.IsNaN(number) && !double.IsInfinity(number) => number == 0 ? [] : [new Term(number, default)],
                Map { Operator: Operator.Negate } m => TermsOf(m.Arguments[0]).Select(t => t with { Scale = -t.Scale }).ToList(),
                Map { Operator: Operator.Accumulate } m => Term.Collect(m.Arguments.SelectMany(Addend)),
                Map { Operator: Operator.Multiply } m => Product(m.Arguments[0], m.Arguments[1]),
                Map { Operator: Operator.MaskedMultiply } m => MaskedProduct(m.Arguments[0], ValueOf(m.Arguments[1])),
                Map { Operator: Operator.Select } m => Selection(m),
                Reduce { Kind: ReduceKind.Sum } r => _sums.Sum(TermsOf(r.Operand), r.Over),
                _ => null,
            };
        }

        /// <summary>What is added to an adjoint; a sum that is needed in several places is computed once.</summary>
        private IReadOnlyList<Term> Addend(Value value)
        {
            var terms = TermsOf(value);
            return terms.Count > 1 && _uses.OutsideSums(value) > 1 ? [Term.Of(ValueOf(value))] : terms;
        }

        private IReadOnlyList<Term> Product(Value left, Value right)
        {
            var (a, b) = (TermsOf(left), TermsOf(right));
            if (a.Count == 0 || b.Count == 0) return [];
            if (a.Count > 1 && (b.Count > 1 || !IsShorter(b[0], a))) a = AsUnit(left);
            if (b.Count > 1 && !IsShorter(a[0], b)) b = AsUnit(right);
            return (from s in a from t in b select _writer.Normalize(s * t)).ToList();
        }

        /// <summary>Only a factor over fewer axes is worth distributing over a sum.</summary>
        private static bool IsShorter(Term factor, IReadOnlyList<Term> sum) => factor.Axes.Count < sum.Max(t => t.Axes.Count) && factor.Axes.All(a => sum.Any(t => t.Axes.Contains(a)));

        private IReadOnlyList<Term> MaskedProduct(Value adjoint, Value local)
        {
            var terms = TermsOf(adjoint);
            if (terms.Count == 0) return [];
            if (terms.Count > 1) terms = AsUnit(adjoint);
            var term = terms[0];
            return [_writer.Normalize(term with { Masked = term.Masked.Append(local).OrderBy(m => m.Id).ToEquatable() })];
        }

        private IReadOnlyList<Term>? Selection(Map select)
        {
            bool holds = TermsOf(select.Arguments[2]).Count == 0;
            if (!holds && TermsOf(select.Arguments[1]).Count > 0) return null;
            var chosen = select.Arguments[holds ? 1 : 2];
            var terms = TermsOf(chosen);
            if (terms.Count > 1) terms = AsUnit(chosen);
            var condition = new Condition(ValueOf(select.Arguments[0]), holds);
            return terms.Select(t => t with { Conditions = t.Conditions.Append(condition).Distinct().OrderBy(c => c.Value.Id).ToEquatable() }).ToList();
        }

        private IReadOnlyList<Term> AsUnit(Value value) => [Term.Of(ValueOf(value))];

        private IReadOnlyList<Term> TermsOf(Value value)
        {
            if (_terms.TryGetValue(value.Id, out var terms)) return terms;
            var factored = Factors(ValueOf(value));
            return factored.Scale == 0 ? [] : [_writer.Normalize(factored)];
        }

        /// <summary>A product that the function itself computes, taken apart where a factor has fewer axes than the product.</summary>
        private Term Factors(Value value) => DefinitionOf(value) switch
        {
            Constant { Number: var number } when !double.IsNaN(number) && !double.IsInfinity(number) => new Term(number, default),
            _ when _primalResults.Contains(value.Id) => Term.Of(value),
            Map { Operator: Operator.Negate } m when value.Axes.Count > 0 => Factors(m.Arguments[0]) is var t ? t with { Scale = -t.Scale } : null!,
            Map { Operator: Operator.Multiply } m when m.Arguments.Any(a => a.Axes.Count < value.Axes.Count) => Factors(m.Arguments[0]) * Factors(m.Arguments[1]),
            Map { Operator: Operator.Divide } m when m.Arguments[1].Axes.Count < value.Axes.Count && m.Arguments[0].Axes.Count == value.Axes.Count =>
                Factors(m.Arguments[0]) * Term.Of(_builder.Map(Operator.Reciprocal, m.Arguments[1])),
            _ => Term.Of(value),
        };

        /// <summary>The new value; with all axes of the old one where the use depends on it.</summary>
        private Value ValueOf(Value old, bool withAllAxes = false)
        {
            if (!_values.TryGetValue(old.Id, out var value)) _values[old.Id] = value = _writer.Write(_terms[old.Id]);
            return withAllAxes ? Differentiation.Sums.Broadcast(_builder, value, old.Axes) : value;
        }

        private Value Rewrite(Statement statement)
        {
            if (statement.Instruction.IsSequential)
            {
                _builder.Append(statement with { Instruction = statement.Instruction.WithOperands(AsDeclared) });
                return statement.Target;
            }
            bool broadcasts = statement.Instruction is Map;
            var instruction = statement.Instruction.WithOperands(o => ValueOf(o, !broadcasts));
            if (instruction is Map { Operator: Operator.Accumulate } accumulate) instruction = accumulate with { Operator = Operator.Add };
            var target = statement.Target;
            var axes = Builder.AxesOf(instruction);
            if (axes.Count != target.Axes.Count) return _builder.Emit(instruction, target.Type, axes, target.Name);
            _builder.Append(new Statement(target, instruction));
            return target;
        }

        private void Register()
        {
            for (; _registered < _builder.Body.Count; _registered++)
                if (_builder.Body[_registered] is { Targets.Count: 1 } statement)
                    _definitions[statement.Targets[0].Id] = statement.Instruction;
        }

        private Instruction? DefinitionOf(Value value)
        {
            Register();
            return _definitions.TryGetValue(value.Id, out var definition) ? definition : null;
        }
    }
}
