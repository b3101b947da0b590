namespace AutoDiff.Generator.Emission;

/// <summary>Every name of the runtime that generated kernels and methods use; a test proves that each exists.</summary>
internal static class RuntimeApi
{
    public const string Root = "global::AutoDiff.";

    /// <summary>
    /// Kernels stand in a namespace of their own, where short names mean the runtime's types whatever the user's namespaces hold.
    /// </summary>
    public const string KernelNamespace = "AutoDiff.Generated";
    public const string Tensor = Root + "Tensor";
    public const string TensorShape = Root + "TensorShape";
    public const string SparseRows = Root + "SparseRows";
    public const string Workspace = Root + "Workspace";
    public const string Simd = Root + "ISimd";
    public const string Scalar = Root + "Scalar";
    public const string Simd512 = Root + "Simd512";
    public const string Simd256 = Root + "Simd256";
    public const string Simd128 = Root + "Simd128";
    public const string Directions = Root + "Directions";
    public const string SparsityPattern = Root + "SparsityPattern";
    public const string Kernel = Root + "IKernel";
    public const string Kernels = Root + "Kernels";
    public const string InnerLoops = Root + "InnerLoops";
    public const string Chunking = Root + "Chunking";
    public const string Partials = Root + "Partials";
    public const string Limits = Root + "Limits";
    public const string Masked = Root + "Masked";
    public const string ShapeMismatchException = Root + "ShapeMismatchException";
    public const string ShapeCheck = Root + "ShapeCheck";
    public const string IndexCheck = Root + "IndexCheck";
    public const string Tape = Root + "Tape";
    public const string Accumulation = Root + "Accumulation";
    public const string Ops = Root + "Ops";
    public const string MatrixProduct = Root + "LinearAlgebra.MatrixProduct";
    public const string MatrixView = Root + "LinearAlgebra.MatrixView";
    public const string EmbeddingBags = Root + "EmbeddingBags";
    public const string ProductsOfOthers = Root + "ProductsOfOthers";
    public const string ScatterAdd = Root + "ScatterAdd";
    public const string BagMode = Root + "BagMode";
    public const string FiniteCheck = Root + "FiniteCheck";
    public const string WorkerPool = Root + "WorkerPool";
    public const string Model = Root + "IModel";
    public const string ModelParameter = Root + "ModelParameter";
    public const string Initialization = Root + "Initialization";
    public const string Initializer = Root + "Initializers.Initializer";
    public const string GradientCheckCase = Root + "Checking.GradientCheckCase";
    public const string CheckArguments = Root + "Checking.CheckArguments";
    public const string CheckedModel = Root + "Checking.CheckedModel";
    public const string UpstreamGradient = Root + "Checking.UpstreamGradient";
    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
    public const string FloatConstraint = "global::System.Numerics.IBinaryFloatingPointIeee754";
}
