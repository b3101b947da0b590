using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>Everything the compiler can say. Each row has a page docs/diagnostics/ADIFFnnn.md.</summary>
internal static partial class Descriptors
{
    private const string Category = "AutoDiff";

    // The method and its signature.
    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(1, "Containing type is not partial",
        "'{0}' has to be declared partial so that derivatives can be added to it");
    public static readonly DiagnosticDescriptor UnsupportedSignature = Error(2, "Method cannot be differentiated",
        "'{0}' {1}, which cannot be differentiated; {2}");
    public static readonly DiagnosticDescriptor UnsupportedParameterType = Error(3, "Parameter type is not supported",
        "Parameter '{0}' has the type '{1}', which is not supported here; {2}");
    public static readonly DiagnosticDescriptor UnsupportedReturnType = Error(4, "Return type is not supported",
        "'{0}' returns '{1}', which is not supported; return Tensor<T>, the float type, a tuple of them or a struct of numbers, or write to a span");
    public static readonly DiagnosticDescriptor InstanceMethodOutsideModel = Error(5, "Instance method outside of a model",
        "'{0}' is an instance method of '{1}', which is not a [Model] class; make it static or mark the class with [Model]");
    public static readonly DiagnosticDescriptor MissingShape = Error(6, "Tensor without a shape",
        "The rank of '{0}' is not known; name its dimensions, for instance [Shape(\"N\", \"C\")]");
    public static readonly DiagnosticDescriptor MalformedShape = Error(7, "Shape cannot be understood",
        "The dimension \"{0}\" of '{1}' {2}");
    public static readonly DiagnosticDescriptor UnknownWrt = Error(8, "Wrt names no parameter",
        "Wrt names '{0}', which is not a parameter of '{1}' that a gradient exists for");
    public static readonly DiagnosticDescriptor NothingToDifferentiate = Error(9, "Nothing to differentiate",
        "'{0}' has no parameter to differentiate; give it a floating-point parameter without [NoGradient], or remove [Differentiable]");
    public static readonly DiagnosticDescriptor UnsupportedFloatType = Error(10, "Float type is not supported",
        "'{0}' is not a supported float type; use float, double, or a type parameter with the constraints 'unmanaged, IBinaryFloatingPointIeee754<{0}>'");

    // The body.
    public static readonly DiagnosticDescriptor UnsupportedStatement = Error(11, "Statement is not supported",
        "{0} is not supported in a differentiable method; {1}");
    public static readonly DiagnosticDescriptor UnsupportedExpression = Error(12, "Expression is not supported",
        "{0} is not supported in a differentiable method; {1}");
    public static readonly DiagnosticDescriptor ControlFlow = Error(13, "Control flow of this form is not supported",
        "{0} is not supported in a differentiable method; {1}");
    public static readonly DiagnosticDescriptor UnknownCall = Error(14, "Call of a method without a derivative",
        "'{0}' has no derivative; {1}");
    public static readonly DiagnosticDescriptor MutableState = Error(15, "State outside of the method",
        "'{0}' is state outside of the method; pass it as a parameter or make it a constant");
    public static readonly DiagnosticDescriptor FunctionValue = Error(16, "Function value",
        "{0} is not supported in a differentiable method; write a local function or a [Differentiable] method and call it");
    public static readonly DiagnosticDescriptor Recursion = Error(17, "Recursion of this form is not supported",
        "'{0}' calls itself in a way that is not supported: {1}");
    public static readonly DiagnosticDescriptor CalleeRefused = Error(18, "Called method cannot be differentiated",
        "The call of '{0}' cannot be differentiated: {1}");
    public static readonly DiagnosticDescriptor UnsupportedAssignment = Error(19, "Assignment target is not supported",
        "'{0}' cannot be assigned here: it {1}");
    public static readonly DiagnosticDescriptor ActiveToInteger = Error(20, "Number is converted to an integer",
        "The conversion of '{0}' to an integer loses its gradient; use StraightThrough(Round(x)), or StopGradient and stay with the float type");
    public static readonly DiagnosticDescriptor NotConstant = Error(21, "Argument is not constant",
        "The argument '{0}' of {1} has to be a constant");

    // Hand-written rules.
    public static readonly DiagnosticDescriptor RuleTargetUnknown = Error(22, "Rule for an unknown method",
        "'{0}' has no method '{1}' for this rule to be the derivative of");
    public static readonly DiagnosticDescriptor RuleSignature = Error(23, "Rule with the wrong signature",
        "'{0}' does not fit as the derivative of '{1}'; {2}");
    public static readonly DiagnosticDescriptor DuplicateRule = Error(24, "Second rule for a method",
        "'{0}' already has the rule '{1}'");
    public static readonly DiagnosticDescriptor NoDerivativeForArgument = Error(25, "Argument has no derivative there",
        "The argument '{0}' of '{1}' depends on a differentiated parameter, and '{1}' has no derivative with respect to it; use StopGradient to state that none is wanted");

    // Shapes.
    public static readonly DiagnosticDescriptor ShapeMismatch = Error(30, "Shapes do not match",
        "The shapes do not match: {0}");
    public static readonly DiagnosticDescriptor AxisOutOfRange = Error(31, "Axis is out of range",
        "There is no axis {0} in {1}, which has {2} dimensions");
    public static readonly DiagnosticDescriptor InvalidShapeArgument = Error(32, "Shape argument is not valid",
        "{0}");

    // Gradients.
    public static readonly DiagnosticDescriptor ResultIndependent = Warning(40, "Result does not depend on any differentiated parameter",
        "The result of '{0}' does not depend on any differentiated parameter; its gradient is always zero");
    public static readonly DiagnosticDescriptor ParameterWithoutInfluence = Warning(41, "Parameter does not influence the result",
        "Parameter '{0}' does not influence the result; its gradient is always zero; mark it with [NoGradient] if that is meant");
    public static readonly DiagnosticDescriptor ZeroDerivative = Warning(42, "Derivative is zero everywhere",
        "The derivative of {0} is zero everywhere; use StraightThrough({0}(x)) to pass the gradient through, or StopGradient to state that none is wanted");
    public static readonly DiagnosticDescriptor StraightThroughArgument = Error(43, "StraightThrough needs a rounding call",
        "The argument of StraightThrough has to be a call of Round, Floor, Ceiling, Truncate or Sign");
    public static readonly DiagnosticDescriptor SparseGradientNotGathered = Error(44, "Sparse gradient of a parameter that is not only gathered from",
        "The gradient of '{0}' is not sparse; use it only as the table of Gather or EmbeddingBag, or remove [SparseGradient]");
    public static readonly DiagnosticDescriptor HessianOfTensor = Error(45, "Hessian-vector product of a result that is not a number",
        "'{0}' returns a tensor; Modes.Hvp needs a number as its first result");
    public static readonly DiagnosticDescriptor NoDerivative = Error(46, "Derivative is not available",
        "{0}");

    // Models.
    public static readonly DiagnosticDescriptor InvalidModelMember = Error(50, "Member of a model is not valid",
        "Member '{0}' of the model '{1}' {2}");
    public static readonly DiagnosticDescriptor InvalidModel = Error(51, "Model is not valid",
        "The model '{0}' {1}");

    // Numerical stability: what the code fix puts in place of the expression stands in the message.
    public static readonly DiagnosticDescriptor UnstableLogSumExp = Info(60, "Logarithm of a sum of exponentials overflows",
        "The exponentials overflow for large arguments; write {0}");
    public static readonly DiagnosticDescriptor UnstableLogSoftmax = Info(61, "Logarithm of a softmax underflows",
        "The logarithm of a probability that underflows is infinite; write {0}");
    public static readonly DiagnosticDescriptor UnstableLogSigmoid = Info(62, "Logarithm of a sigmoid underflows",
        "The logarithm of a sigmoid that underflows is infinite; write {0}");
    public static readonly DiagnosticDescriptor UnstableSoftplus = Info(63, "Logarithm of one plus an exponential overflows",
        "The exponential overflows for large arguments and is lost for small ones; write {0}");
    public static readonly DiagnosticDescriptor UnstableLog1P = Info(64, "Logarithm of one plus a small number loses digits",
        "The sum with 1 loses the digits of a small number; write {0}");
    public static readonly DiagnosticDescriptor UnstableExpM1 = Info(65, "Exponential minus one loses digits",
        "The difference loses all digits near 0; write {0}");
    public static readonly DiagnosticDescriptor UnstableVariance = Info(66, "Mean of squares minus square of mean loses digits",
        "The difference loses all digits where the mean is large; write {0}");
    public static readonly DiagnosticDescriptor UnstableNorm = Info(67, "Square root of a sum of squares has no derivative at zero",
        "The derivative at the zero vector is not finite and the squares may overflow; write {0}");

    // What the compiler made of the method.
    public static readonly DiagnosticDescriptor ScalarLoop = Info(70, "Loop is not vectorized",
        "The loop is not vectorized: {0}");
    public static readonly DiagnosticDescriptor SavedMemory = Info(71, "Backward pass keeps memory",
        "The derivative of '{0}' keeps {1} bytes of the forward pass for the backward pass: {2}");

    public static readonly DiagnosticDescriptor InternalError = Error(90, "Internal error of the compiler",
        "No derivative of '{0}' was generated because of an internal error: {1}; please report it");

    private static DiagnosticDescriptor Error(int number, string title, string message) => Row(number, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Info(int number, string title, string message) => Row(number, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Warning(int number, string title, string message) => Row(number, title, message, DiagnosticSeverity.Warning);
}
