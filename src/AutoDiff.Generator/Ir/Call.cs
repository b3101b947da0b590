namespace AutoDiff.Generator.Ir;

/// <summary>
/// A call that is not inlined: recursion, a method of another assembly, a method with a hand-written rule. Arguments are those of the callee's parameters
/// but for <c>out</c> ones, in order; the targets are its results: the returned number or numbers, then the new states of the arrays that it writes, then
/// its <c>out</c> numbers.
/// </summary>
public sealed record Call(Callee Callee, EquatableArray<Value> Arguments) : Instruction
{
    public override bool IsSequential => true;
    public override bool HasEffect => Callee.HasEffect;
    public override IEnumerable<Value> Operands => Arguments;
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Arguments = Arguments.Select(replace).ToEquatable() };
}

/// <summary>What a caller has to know of a method: how C# calls it, and how its derivatives are called.</summary>
/// <param name="Name">The method as C# text, <c>global::</c> qualified, with type arguments.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Results">The types of the returned values: none, one, or the elements of a tuple.</param>
/// <param name="Gradient">
/// The method that yields the gradient; null where there is none. It is called with the arguments, then the adjoints of the real results (values, then
/// written arrays in and out), then the destinations of the returned values and of the gradients (<c>out</c> for numbers, spans or tensors for arrays,
/// assigned), as the derivatives that are generated for <see cref="DerivativeModes.Vjp"/>.
/// </param>
/// <param name="Tangent">The method that yields the tangents of the results, as generated for <see cref="DerivativeModes.Jvp"/>; null where there is none.</param>
/// <param name="HasEffect">Whether the call has to stay although its results are not used: it may throw.</param>
/// <param name="Form">How C# hands the results back.</param>
public sealed record Callee(string Name, EquatableArray<CalleeParameter> Parameters, EquatableArray<ElementType> Results, string? Gradient, string? Tangent, bool HasEffect = false,
    CallForm Form = CallForm.Returned)
{
    /// <summary>
    /// For a method that returns one number: what computes the partial derivatives with respect to the differentiated parameters, for both modes. It takes
    /// the arguments, and a zero array for each array that it writes; its last yields are the partial derivatives, in order. Null where there is none.
    /// </summary>
    public Callee? Partials { get; init; }

    /// <summary>The parameters that a derivative exists for.</summary>
    public IEnumerable<int> Differentiated => Enumerable.Range(0, Parameters.Count).Where(i => Parameters[i].Differentiated);

    /// <summary>The parameters that take an argument, in the order of the arguments.</summary>
    public IReadOnlyList<CalleeParameter> Taken => Parameters.Where(p => !p.IsOut).ToList();

    /// <summary>The arguments whose arrays the method writes.</summary>
    public IEnumerable<int> Written
    {
        get
        {
            var taken = Taken;
            return Enumerable.Range(0, taken.Count).Where(i => taken[i].Written);
        }
    }
}

/// <summary>How a callee hands its results back.</summary>
public enum CallForm
{
    /// <summary>One returned value, or a tuple.</summary>
    Returned,

    /// <summary>The first result is returned, the others go out through <c>out</c> parameters behind the arguments, as in the derivatives for <see cref="DerivativeModes.Jvp"/>.</summary>
    Tangent,
}

/// <summary>A parameter of a callee.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Rank">0 for a number, 1 for a span, more for a tensor.</param>
/// <param name="IsTensor">Whether C# wants a tensor and not a span.</param>
/// <param name="Differentiated">Whether the gradient method yields its gradient.</param>
/// <param name="Written">Whether the callee writes its elements: the call yields the new state of the array.</param>
/// <param name="IsOut">Whether it is an <c>out</c> number: it takes no argument, and the call yields it.</param>
public sealed record CalleeParameter(ElementType Type, int Rank, bool IsTensor, bool Differentiated, bool Written, bool IsOut = false)
{
    /// <summary>Whether the call has a target for it.</summary>
    public bool IsYielded => Written || IsOut;
}
