namespace AutoDiff;

/// <summary>What the generator writes for a differentiable method.</summary>
[Flags]
public enum Modes
{
    /// <summary>Forward and backward pass; for a scalar result value and gradient in one call.</summary>
    Gradient = 1,
    /// <summary>Jacobian-vector product (forward mode).</summary>
    Jvp = 2,
    /// <summary>Hessian-vector product of a scalar result.</summary>
    Hvp = 4,
    /// <summary>Vector-Jacobian product in one call (reverse mode), for any kind of result.</summary>
    Vjp = 8,
    /// <summary>Dense Jacobian of the results.</summary>
    Jacobian = 16,
    /// <summary>The entries of the Jacobian that a sparsity pattern names.</summary>
    SparseJacobian = 32,
    /// <summary>Dense Hessian of a scalar result.</summary>
    Hessian = 64,
    /// <summary>Diagonal of the Hessian of a scalar result.</summary>
    HessianDiagonal = 128,
}

/// <summary>Asks for the derivatives of a method. The method stays what it is and is the reference for what is generated.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DifferentiableAttribute : Attribute
{
    public Modes Modes { get; set; } = Modes.Gradient;

    /// <summary>Comma-separated names of the parameters to differentiate; by default all floating ones without <see cref="NoGradientAttribute"/>.</summary>
    public string? Wrt { get; set; }

    /// <summary>
    /// Whether the generated code throws a <see cref="NonFiniteException"/> at the first number that is infinite or NaN: file, line, variable, element and
    /// operands. For finding an error: it computes statement by statement. Without it nothing of this is generated.
    /// </summary>
    public bool CheckFinite { get; set; }
}

/// <summary>
/// The method is the derivative of another one that differentiable code calls and whose body is not looked at: a method of a library, or one whose
/// derivative is known better than it can be derived. The other method is static and returns one number of the float type. The rule serves reverse and
/// forward mode. It has one of two forms: the same parameters, and it returns the partial derivative, or a tuple of them, one for each number of the float
/// type; or the same parameters followed by a destination for each derivative (<c>out</c> for a number, <c>Span</c> for a <c>ReadOnlySpan</c>), and it
/// returns the value.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DerivativeOfAttribute : Attribute
{
    /// <param name="method">The name of a method of the same class.</param>
    public DerivativeOfAttribute(string method) => Method = method;

    /// <param name="type">The class of the method.</param>
    /// <param name="method">Its name.</param>
    public DerivativeOfAttribute(Type type, string method) => (Type, Method) = (type, method);

    /// <summary>The class of the method; null for the class of the rule.</summary>
    public Type? Type { get; }

    public string Method { get; }
}

/// <summary>
/// Names the dimensions of a tensor, outermost first. Equal names mean equal extents; a decimal number is a fixed extent; a product such as
/// "G*K" and the name of an <see cref="int"/> parameter are allowed.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class ShapeAttribute(params string[] dimensions) : Attribute
{
    public IReadOnlyList<string> Dimensions { get; } = dimensions;
}

/// <summary>No gradient is wanted with respect to this parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NoGradientAttribute : Attribute;

/// <summary>The gradient with respect to this table is delivered as <see cref="SparseRows{T}"/>: only the rows that were looked up.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SparseGradientAttribute : Attribute;

/// <summary>A class of parameters: the generator lays all of them out in one buffer and writes the gradient container of the same type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ModelAttribute : Attribute;

/// <summary>A trainable tensor of a <see cref="ModelAttribute"/> class; its <see cref="ShapeAttribute"/> names the extents.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute : Attribute
{
    /// <summary>How the parameter starts.</summary>
    public Initialization Init { get; set; } = Initialization.Zeros;

    /// <summary>The value for <see cref="Initialization.Constant"/>, the deviation, bound or share of zeros for the distributions that need one.</summary>
    public double Value { get; set; }
}

/// <summary>A tensor that belongs to a model but is not trained (running statistics, quantization ranges). Stored with the model.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BufferAttribute : Attribute
{
    public Initialization Init { get; set; } = Initialization.Zeros;

    public double Value { get; set; }
}

/// <summary>Initial distribution of a parameter. The fans are those of a weight [out, in, ...].</summary>
public enum Initialization
{
    Zeros, Ones, Constant, HeNormal, HeUniform, GlorotNormal, GlorotUniform, Orthogonal,
    /// <summary>Normal with mean 0; the value is the deviation.</summary>
    Normal,
    /// <summary>Normal with mean 0, cut off at two deviations; the value is the deviation of the uncut distribution.</summary>
    TruncatedNormal,
    /// <summary>Uniform on +-value.</summary>
    Uniform,
    /// <summary>Ones on the diagonal of a matrix, which need not be square; zeros elsewhere.</summary>
    Identity,
    /// <summary>A convolution that hands its input on: 1 in the middle of kernel [d, d], zeros elsewhere.</summary>
    Dirac,
    /// <summary>Each output has this share (the value) of its inputs at 0; the others are normal with variance 2 / (their number).</summary>
    Sparse,
}
