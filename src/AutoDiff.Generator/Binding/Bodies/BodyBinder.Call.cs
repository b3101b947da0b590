using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>The arguments of a call by parameter, in whatever order they were written; each is bound once.</summary>
    private sealed class Call
    {
        private readonly BodyBinder _binder;
        private readonly Term?[] _terms;

        public Call(BodyBinder binder, IInvocationOperation operation)
        {
            (_binder, Operation) = (binder, operation);
            _terms = new Term?[operation.TargetMethod.Parameters.Length];
        }

        public IInvocationOperation Operation { get; }

        public string Name => Operation.TargetMethod.Name;

        public int Count => _terms.Length;

        public ITypeSymbol? Type => Operation.Type;

        public Location Location => NameLocation(Operation.Syntax);

        public string Text(int parameter) => Fence.Short(Argument(parameter).Syntax);

        public bool Has(string parameter) => Ordinal(parameter) >= 0;

        public int Ordinal(string parameter)
        {
            foreach (var p in Operation.TargetMethod.Parameters)
                if (p.Name == parameter) return p.Ordinal;
            return -1;
        }

        public IOperation Argument(int parameter)
        {
            foreach (var argument in Operation.Arguments)
                if (argument.Parameter?.Ordinal == parameter) return argument.Value;
            throw new AlreadyReported();
        }

        /// <summary>Binds all arguments in the order in which they are written.</summary>
        public void BindAll(Func<IArgumentOperation, Term> bind)
        {
            foreach (var argument in Operation.Arguments)
                if (argument.Parameter is { } parameter) _terms[parameter.Ordinal] = bind(argument);
        }

        public Term Term(int parameter) => _terms[parameter] ??= _binder.Bind(Argument(parameter));

        public Quantity Tensor(int parameter, ElementType wanted = ElementType.Real) => _binder.Algebra.Quantity(Term(parameter), wanted);

        public long Constant(int parameter) => Term(parameter) is Integer { Extent: var extent } && extent.IsConstant(out long number) ? number : throw NotConstant(parameter);

        public long Constant(string parameter) => Constant(Ordinal(parameter));

        public bool Truth(string parameter) => Term(Ordinal(parameter)) is Literal { Type: ElementType.Bool, Number: var number } ? number != 0 : throw NotConstant(Ordinal(parameter));

        public Extent Extent(int parameter) => Term(parameter) is Integer integer ? integer.Extent : throw NotConstant(parameter);

        public List<long> Constants(int parameter)
        {
            var numbers = new List<long>();
            foreach (var extent in Extents(parameter)) numbers.Add(extent.IsConstant(out long number) ? number : throw NotConstant(parameter));
            return numbers;
        }

        /// <summary>A list of extents: a collection expression, an array, or the shape of a tensor.</summary>
        public List<Extent> Extents(int parameter)
        {
            if (Term(parameter) is not TermList list) throw NotConstant(parameter);
            var extents = new List<Extent>(list.Items.Length);
            foreach (var item in list.Items) extents.Add(item is Integer integer ? integer.Extent : throw NotConstant(parameter));
            return extents;
        }

        private Refusal NotConstant(int parameter) => new(Descriptors.NotConstant, Argument(parameter).Syntax.GetLocation(), Text(parameter), Name);
    }
}
