using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

// Steps that work on whole tensors: integer loops, matrix products, calls of the runtime.
internal sealed partial class FunctionWriter
{
    /// <summary>A plain loop over integers.</summary>
    private void WriteIntegers(Statement statement)
    {
        Comment(statement.Target.Source);
        var target = _schedule.Storage[statement.Target.Id];
        var counters = target.Axes.ToDictionary(a => a, a => _scope.Names.Unique(Names.Camel(a.Name) + "At"));
        foreach (var axis in target.Axes)
            _w.Open($"for (int {counters[axis]} = 0; {counters[axis]} < {_scope.Extent(axis.Extent)}; {counters[axis]}++)");
        _w.Line($"{_scope.TensorName(target.Buffer)}.Span[{Address(target)}] = {IntegerMap((Map)statement.Instruction)};");
        foreach (var _ in target.Axes) _w.Close();
        foreach (var extent in IndexedBy(statement.Target))
            _w.Line($"{RuntimeApi.IndexCheck}.InRange({_scope.TensorName(target.Buffer)}.Span, {_scope.Extent(extent)}, {Literals.Text(NameOf(statement.Target))});");

        string Address(Access access)
        {
            var parts = access.Axes.Select(a => ExtentText.Scaled(Code.Primary(counters[a]), access.StrideOf(a), _scope.SymbolName)).OfType<Code>()
                .Select(c => c.In(Precedence.Additive)).ToList();
            if (access.Offset != Extent.Zero) parts.Insert(0, _scope.Extent(access.Offset));
            return parts.Count == 0 ? "0" : string.Join(" + ", parts);
        }

        Code IntegerMap(Map map)
        {
            var arguments = map.Arguments.Select(Argument).ToList();
            return map.Operator == Operator.ToReal ? arguments[0] : ScalarOperators.Emit(map.Operator, arguments, "int");
        }

        Code Argument(Value value)
        {
            if (_views.Definition(value) is Ir.Index index) return Code.Primary(counters[index.Axis]);
            if (value.Axes.Count == 0 && _scope.HasScalar(value)) return Code.Primary(_scope.ScalarName(value));
            if (!_views.IsView(value) && !_schedule.Storage.ContainsKey(value.Id) && _views.Definition(value) is Map inner) return IntegerMap(inner);
            var access = _views.AccessOf(value, v => _schedule.Storage[v.Id]);
            return Code.Primary($"{_scope.TensorName(access.Buffer)}.Span[{Address(access)}]");
        }
    }

    private void WriteProduct(Statement statement)
    {
        Comment(statement.Target.Source);
        var contract = (Contract)statement.Instruction;
        var form = new ProductForm(contract, statement.Target);
        var left = _views.AccessOf(contract.Left, v => _schedule.Storage[v.Id]);
        var right = _views.AccessOf(contract.Right, v => _schedule.Storage[v.Id]);
        var target = _schedule.Storage[statement.Target.Id];
        string a = Matrix(left, form.Rows, form.Summed), b = Matrix(right, form.Summed, form.Columns), c = Matrix(target, form.Rows, form.Columns);
        if (form.Batch.Count == 0)
        {
            _w.Line($"{RuntimeApi.MatrixProduct}.Multiply({a}, {b}, {c});");
            return;
        }
        string batch = _scope.Extent(ProductForm.ExtentOf(form.Batch));
        string Stride(Access access) => _scope.Extent(ProductForm.StrideOf(access, form.Batch)
            ?? throw new NotSupportedException($"batch axes {string.Join(",", form.Batch)}"));
        _w.Line($"{RuntimeApi.MatrixProduct}.MultiplyBatched({a}, {Stride(left)}, {b}, {Stride(right)}, {c}, {Stride(target)}, {batch});");
    }

    private string Matrix(Access access, IReadOnlyList<Axis> rows, IReadOnlyList<Axis> columns)
    {
        string tensor = _scope.TensorName(access.Buffer);
        var rowStride = ProductForm.StrideOf(access, rows) ?? throw new NotSupportedException("rows of a product");
        var columnStride = ProductForm.StrideOf(access, columns) ?? throw new NotSupportedException("columns of a product");
        string offset = access.Offset == Extent.Zero ? $"{tensor}.Offset" : $"{tensor}.Offset + {_scope.Extent(access.Offset)}";
        // A single row or column lies at any stride; one that is a multiple of the other keeps the view a matrix.
        string row = rows.Count == 0 ? _scope.Extent(ProductForm.ExtentOf(columns)) : _scope.Extent(rowStride);
        string column = columns.Count == 0 ? "1" : _scope.Extent(columnStride);
        return $"new {RuntimeApi.MatrixView}<{T}>({tensor}.Array, {offset}, {_scope.Extent(ProductForm.ExtentOf(rows))}, {_scope.Extent(ProductForm.ExtentOf(columns))}, {row}, {column})";
    }

    private void WriteCall(Statement statement)
    {
        Comment(statement.Target.Source);
        string target = Tensor(statement.Target);
        switch (statement.Instruction)
        {
            case ScatterAdd scatter:
                var rest = statement.Target.Axes.Where(x => x != scatter.Along).Aggregate(Extent.One, (n, x) => n * x.Extent);
                _w.Line($"{target}.Span.Clear();");
                _w.Line($"{RuntimeApi.ScatterAdd}.Rows<{T}>({Tensor(scatter.Source)}.Span, {Tensor(scatter.Indices)}.Span, {target}.Span, {_scope.Extent(rest)});");
                break;
            case ProductOfOthers product:
                var axes = _schedule.Storage[product.Operand.Id].Buffer.Axes.Items;
                int first = Array.FindIndex(axes, product.Over.Contains), last = Array.FindLastIndex(axes, product.Over.Contains);
                string shape = $"new {RuntimeApi.TensorShape}({Length(axes.Take(first))}, {Length(product.Over)}, {Length(axes.Skip(last + 1))})";
                _w.Line($"{RuntimeApi.ProductsOfOthers}.Compute({Tensor(product.Operand)}.WithShape({shape}), {target}.WithShape({shape}));");
                break;
            case EmbeddingBag bag:
                _w.Line($"{RuntimeApi.EmbeddingBags}.Forward({Bag(bag)}, {Rows(statement.Target, bag.Bag)});");
                break;
            case EmbeddingBagAdjoint { WithRespectToWeights: true } adjoint:
                var forward = adjoint.Forward;
                _w.Line($"{RuntimeApi.EmbeddingBags}.BackwardWeights({Rows(forward.Table, forward.Along)}, {Tensor(forward.Indices)}.Span, {Tensor(forward.Offsets)}.Span, {Padding(forward)}, {Rows(adjoint.Adjoint, forward.Bag)}, {target});");
                break;
            case EmbeddingBagAdjoint adjoint when _schedule.SparseRows.Values.Contains(_schedule.Storage[statement.Target.Id].Buffer):
                string shapeOfRows = $"new {RuntimeApi.TensorShape}({Tensor(adjoint.Forward.Indices)}.Length, {Length(adjoint.Forward.Table.Axes.Where(x => x != adjoint.Forward.Along))})";
                _w.Line($"{RuntimeApi.EmbeddingBags}.BackwardRows({Bag(adjoint.Forward)}, {Rows(adjoint.Adjoint, adjoint.Forward.Bag)}, {target}.WithShape({shapeOfRows}));");
                break;
            case EmbeddingBagAdjoint adjoint:
                _w.Line($"{RuntimeApi.EmbeddingBags}.BackwardTable({Bag(adjoint.Forward)}, {Rows(adjoint.Adjoint, adjoint.Forward.Bag)}, {Rows(statement.Target, adjoint.Forward.Along)});");
                break;
            default:
                throw new NotSupportedException(statement.Instruction.GetType().Name);
        }
    }

    private string Length(IEnumerable<Axis> axes) => _scope.Extent(axes.Aggregate(Extent.One, (n, x) => n * x.Extent));

    /// <summary>The tensor as a matrix; memory that the user knows under another shape is given this one.</summary>
    private string Rows(Value value, Axis first)
    {
        var access = _schedule.Storage[value.Id];
        bool isMatrix = access.Buffer.Of is null && access.Axes.Count == 2;
        return isMatrix ? Tensor(value)
            : $"{Tensor(value)}.WithShape(new {RuntimeApi.TensorShape}({_scope.Extent(first.Extent)}, {Length(value.Axes.Where(x => x != first))}))";
    }

    private string Bag(EmbeddingBag bag)
    {
        string mode = bag.Weights is { } weights ? Tensor(weights) : $"{RuntimeApi.BagMode}.{bag.Mode}";
        return $"{Rows(bag.Table, bag.Along)}, {Tensor(bag.Indices)}.Span, {Tensor(bag.Offsets)}.Span, {mode}, {Padding(bag)}";
    }

    private string Padding(EmbeddingBag bag) => bag.Padding is { } padding ? Number(padding).Text : "-1";
}
