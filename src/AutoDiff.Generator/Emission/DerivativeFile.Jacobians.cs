using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission.Regions;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Emission;

// Jacobians and Hessians: blocks of directions through one pass that is repeated.
internal sealed partial class DerivativeFile
{
    /// <summary>Reverse mode takes one direction at a time; forward mode one, or the lanes of a vector.</summary>
    private const int OutputsForOneVector = 4;

    /// <summary>A matrix method while it is written.</summary>
    /// <param name="Suffix">Of its name.</param>
    /// <param name="Destination">The parameter for the numbers.</param>
    /// <param name="Count">How many directions there are, as C#.</param>
    /// <param name="Seed">What makes the seeds of the block that begins with direction <c>first</c>: the argument behind the seeds.</param>
    /// <param name="Store">The call that takes the numbers out of the block, up to the destination.</param>
    /// <param name="From">What the seeds belong to.</param>
    /// <param name="To">What comes out.</param>
    private sealed record MatrixMethod(string Suffix, string Destination, string Count, string Seed, Func<string, string> Store, FlatLayout From, FlatLayout To)
    {
        /// <summary>The array for what comes out.</summary>
        public string Derivatives => Count == "outputs" ? "gradients" : "tangents";
    }

    /// <summary>The seeds of unit vectors.</summary>
    private const string FirstDirection = "first";


    private void WriteMatrices(Function function)
    {
        if ((model.Modes & (DerivativeModes.Jacobian | DerivativeModes.SparseJacobian | DerivativeModes.Hessian | DerivativeModes.HessianDiagonal)) == 0) return;
        var dense = MatrixFunction.Of(function);
        var inputs = new FlatLayout("inputs", dense.Parameters.Where(p => p.Differentiated).Select(p => (p.Name, p.Dimensions)));
        var differentiated = dense.Results.Where(r => r.Value.Type == ElementType.Real).ToList();
        var outputs = new FlatLayout("outputs", differentiated.Select(r => (r.Name, r.Dimensions)));
        if (Wants(DerivativeModes.Jacobian) || Wants(DerivativeModes.SparseJacobian))
        {
            var columns = ForwardPass(dense, "Columns", ForwardMode.Jvp, differentiated.Select(r => ForwardMode.NameOf(r.Name)).ToList());
            bool isUsed = Wants(DerivativeModes.Jacobian) && WriteJacobian(dense, columns, inputs, outputs);
            if (Wants(DerivativeModes.SparseJacobian)) WriteSparseJacobian(columns, inputs, outputs);
            if (isUsed || Wants(DerivativeModes.SparseJacobian)) WritePass(columns);
        }
        if (Wants(DerivativeModes.Hessian) || Wants(DerivativeModes.HessianDiagonal))
        {
            var gradients = ForwardMode.GradientsOf(dense, ReverseMode.Gradient(dense, returnsScalar: true)).Select(r => ForwardMode.NameOfProduct(r.Name)).ToList();
            var rows = ForwardPass(dense, "HessianColumns", (f, type) => ForwardMode.Hvp(f, Passes.Normalize(ReverseMode.Gradient(f, returnsScalar: true)), type), gradients);
            if (Wants(DerivativeModes.Hessian)) WriteHessian(rows, inputs);
            if (Wants(DerivativeModes.HessianDiagonal)) WriteHessianDiagonal(rows, inputs);
            WritePass(rows);
        }
    }

    /// <summary>In several directions at once where the function is a program of numbers; a tensor function is vectorized along its axes.</summary>
    private DirectionPass ForwardPass(Function function, string suffix, Func<Function, ElementType, Function> differentiate, IReadOnlyList<string> outputs)
    {
        var loops = MatrixFunction.Of(Passes.Normalize(model.Function));
        if (IsSequential(loops) && !UsesNameOfVector)
        {
            var vector = DirectionPass.Of(model.Name + suffix, loops, differentiate(loops, ElementType.Lanes), DifferentiatedParameters(loops), outputs, isVector: true, isSequential: true);
            if (vector.CanBeVector) return vector;
        }

        return DirectionPass.Of(model.Name + suffix, function, differentiate(function, ElementType.Real), DifferentiatedParameters(function), outputs, isVector: false, IsSequential(function));
    }

    private bool UsesNameOfVector => model.TypeParameters.Contains(LaneOperators.Vector) || model.Signature.Any(s => s.Name == LaneOperators.Vector)
        || model.ContainingTypes.Any(t => t.Name.Contains(LaneOperators.Vector));

    /// <summary>True where it uses the columns.</summary>
    private bool WriteJacobian(Function function, DirectionPass columns, FlatLayout inputs, FlatLayout outputs)
    {
        string shape = $"row-major, one row for each of the {outputs.Length} outputs and one column for each of the {inputs.Length} inputs";
        bool fewOutputs = outputs.Length.IsConstant(out long m) && (m == 1 || (inputs.Length.IsConstant(out long n) && m * OutputsForOneVector <= n));
        bool manyOutputs = outputs.Length.IsConstant(out long k) && inputs.Length.IsConstant(out long l) && k * OutputsForOneVector > l;
        var rows = manyOutputs ? null : RowPass(function, hasOneRow: outputs.Length.IsOne);
        OpenMatrix("Jacobian", $"The Jacobian of {Cref}: {shape}.", "jacobian", [], out var scope);
        DeclareCounts(scope, inputs, outputs);
        _w.Line($"{RuntimeApi.ShapeCheck}.Length(\"jacobian\", jacobian.Length, \"outputs * inputs\", checked(outputs * inputs));");
        var method = new MatrixMethod("JacobianColumn", "jacobian", "inputs", FirstDirection, tangents => $"ToColumns<{{V}}, {T}>({tangents}, jacobian, inputs, first)", inputs, outputs);
        var rowMethod = new MatrixMethod("JacobianRow", "jacobian", "outputs", FirstDirection, gradients => $"ToRows<{{V}}, {T}>({gradients}, jacobian, inputs, first)", outputs, inputs);
        bool isChoice = rows is not null && !fewOutputs;
        // One direction gives a row in reverse mode and a column in forward mode.
        if (isChoice) _w.Open($"if (outputs * {OutputsForOneVector} <= inputs)");
        if (rows is { IsVector: true }) WriteDispatch(rowMethod, scope, []);
        else if (rows is not null) WriteRows(rows, scope, inputs, outputs);
        if (isChoice)
        {
            _w.Close();
            _w.Open("else");
        }
        if (!fewOutputs) WriteForward(method, columns, scope, []);
        if (isChoice) _w.Close();
        _w.Close();
        if (!fewOutputs) WriteBlocks(method, columns, []);
        if (rows is null) return !fewOutputs;
        WriteBlocks(rowMethod, rows, []);
        WritePass(rows);
        return !fewOutputs;
    }

    private void WriteSparseJacobian(DirectionPass columns, FlatLayout inputs, FlatLayout outputs)
    {
        string[] extra = [$"{RuntimeApi.SparsityPattern} pattern"];
        OpenMatrix("SparseJacobian",
            $"The entries of the Jacobian of {Cref} that the pattern names, one row for each of the {outputs.Length} outputs and one column for each of the {inputs.Length} inputs. "
            + "All others have to be 0; columns without a common row share a direction.", "values", extra, out var scope);
        DeclareCounts(scope, inputs, outputs);
        _w.Line($"{RuntimeApi.Directions}.Check(pattern, outputs, inputs, values.Length);");
        var method = new MatrixMethod("SparseJacobian", "values", "pattern.Coloring.Count", "pattern.Coloring, first", tangents => $"ToEntries<{{V}}, {T}>({tangents}, pattern, first, values)", inputs, outputs);
        WriteForward(method, columns, scope, extra);
        _w.Close();
        WriteBlocks(method, columns, extra);
    }

    private void WriteHessian(DirectionPass rows, FlatLayout inputs)
    {
        OpenMatrix("Hessian", $"The Hessian of {Cref}: row-major and symmetric, one row and one column for each of the {inputs.Length} inputs.", "hessian", [], out var scope);
        DeclareCounts(scope, inputs, null);
        _w.Line($"{RuntimeApi.ShapeCheck}.Length(\"hessian\", hessian.Length, \"inputs * inputs\", checked(inputs * inputs));");
        var method = new MatrixMethod("Hessian", "hessian", "inputs", FirstDirection, tangents => $"ToColumns<{{V}}, {T}>({tangents}, hessian, inputs, first)", inputs, inputs);
        WriteForward(method, rows, scope, []);
        _w.Line($"{RuntimeApi.Directions}.Symmetrize(hessian, inputs);");
        _w.Close();
        WriteBlocks(method, rows, []);
    }

    private void WriteHessianDiagonal(DirectionPass rows, FlatLayout inputs)
    {
        OpenMatrix("HessianDiagonal", $"The diagonal of the Hessian of {Cref}, one number for each of the {inputs.Length} inputs.", "diagonal", [], out var scope);
        DeclareCounts(scope, inputs, null);
        _w.Line($"{RuntimeApi.ShapeCheck}.Length(\"diagonal\", diagonal.Length, \"inputs\", inputs);");
        var method = new MatrixMethod("HessianDiagonal", "diagonal", "inputs", FirstDirection, tangents => $"ToDiagonal<{{V}}, {T}>({tangents}, diagonal, first)", inputs, inputs);
        WriteForward(method, rows, scope, []);
        _w.Close();
        WriteBlocks(method, rows, []);
    }

    /// <summary>Several rows at once share the forward part; a single row is a gradient.</summary>
    private DirectionPass RowPass(Function function, bool hasOneRow)
    {
        var loops = MatrixFunction.Of(Passes.Normalize(model.Function));
        if (!hasOneRow && IsSequential(loops) && !UsesNameOfVector && Rows(loops) is { CanBeVector: true } vector) return vector;

        var joint = Passes.Normalize(ReverseMode.Gradient(function, returnsScalar: false));
        var gradients = ForwardMode.GradientsOf(function, joint).Select(g => g.Name).ToList();
        return DirectionPass.Of(model.Name + "Rows", function, joint, DifferentiatedResults(function), gradients, isVector: false, IsSequential(function));
    }

    /// <summary>Null where a statement takes one direction only.</summary>
    private DirectionPass? Rows(Function loops)
    {
        try
        {
            var joint = Passes.Normalize(ReverseMode.Rows(loops));
            var gradients = ForwardMode.GradientsOf(loops, joint).Select(g => g.Name).ToList();
            return DirectionPass.Of(model.Name + "Rows", loops, joint, DifferentiatedResults(loops), gradients, isVector: true, isSequential: true);
        }
        catch (NotDifferentiableException)
        {
            return null;
        }
    }

    private static IEnumerable<string> DifferentiatedParameters(Function function) => function.Parameters.Where(p => p.Differentiated).Select(p => p.Name);

    private static IEnumerable<string> DifferentiatedResults(Function function) => ReverseMode.DifferentiatedResults(function, returnsScalar: false).Select(r => r.Name);

    private string Cref => $"<see cref=\"{model.Cref}\"/>";
}
