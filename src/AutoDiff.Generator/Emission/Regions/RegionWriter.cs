using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>
/// Writes a function with regions statement by statement: loops, conditions and variables under the names of the user. A number that is used once stands
/// in the expression that uses it, unless a variable or array that it reads changes before. Tensor statements between them run as loop nests.
/// </summary>
internal sealed partial class RegionWriter
{
    private readonly Function _function;
    private readonly MethodScope _scope;
    private readonly Names _kernelNames;
    private readonly string _prefix;
    private readonly Func<Result, Destination> _destination;
    private readonly Webs _webs;
    private readonly UseCounts _uses;
    private readonly BlockTree _blocks;
    private readonly ArrayPlaces _places;
    private readonly IndexRange _ranges;
    private readonly Dictionary<int, Statement> _definitions;
    private readonly Dictionary<int, string> _variables = [];
    private CodeWriter _w = new();
    private SourceLine? _lastSource;
    private int _block;

    /// <param name="function">What to write; already optimized.</param>
    /// <param name="scope">Names of inputs, sizes and numbers.</param>
    /// <param name="prefix">First part of the names of kernels.</param>
    /// <param name="kernelNames">Kernel names of the whole file.</param>
    /// <param name="argument">How C# reaches an array parameter.</param>
    /// <param name="destination">Where an array result goes.</param>
    public RegionWriter(Function function, MethodScope scope, string prefix, Names kernelNames, Func<Parameter, Destination> argument, Func<Result, Destination> destination)
    {
        _function = TensorRuns.Outline(StoredMasks.Apply(function));
        _scope = scope;
        _prefix = prefix;
        _destination = destination;
        _kernelNames = kernelNames;
        _webs = Webs.Of(_function);
        _uses = new UseCounts(_function);
        _blocks = new BlockTree(_function, _webs);
        _places = new ArrayPlaces(_function, _webs, _uses, argument, destination);
        var all = Structure.All(_function.Body).ToList();
        _definitions = all.SelectMany(s => s.Targets.Select(t => (t.Id, Statement: s))).ToDictionary(p => p.Id, p => p.Statement);
        var symbols = function.Symbols.Where(s => s.Dimension is null).ToDictionary(s => s.Parameter, s => Extent.Symbol(s.Symbol));
        _ranges = new IndexRange(_definitions, all.Select(s => s.Instruction).OfType<For>().ToDictionary(f => f.Counter.Id),
            function.Parameters.Where(p => symbols.ContainsKey(p.Name)).ToDictionary(p => p.Value.Id, p => symbols[p.Name]));
        foreach (var parameter in function.Parameters)
            if (parameter.Value.Axes.Count == 0 && scope.HasScalar(parameter.Value)) _variables[_webs.Of(parameter.Value)] = scope.ScalarName(parameter.Value);
    }

    /// <summary>Declarations of the kernels, to stand at the end of the file.</summary>
    public List<string> Kernels { get; } = [];

    private string T => _scope.RealType;

    private string TypeOf(ElementType type) => type switch { ElementType.Int => "int", ElementType.Bool => "bool", ElementType.Tape => $"{RuntimeApi.Tape}<{T}>", ElementType.Lanes => LaneOperators.Vector, _ => T };

    /// <summary>The statements of the function, and what brings its arrays to their destinations.</summary>
    public IReadOnlyList<string> Write()
    {
        DeclareArguments();
        foreach (var statement in _function.Body)
        {
            DeclareScratch(statement);
            Write(statement);
        }
        DeliverArrays();
        return _w.Written;
    }

    /// <summary>A number after all statements; each may be asked for once for each result.</summary>
    public string Number(Value value) => Use(value).Code.Text;

    private void Write(Statement statement)
    {
        if (statement.Targets.Count == 1 && statement.Instruction.Blocks.Count == 0 && !statement.Instruction.HasEffect && _uses.Of(statement.Target) == 0
            && statement.Instruction is not (Push or Pop or Call)) return;
        switch (statement.Instruction)
        {
            case Constant or ExtentOf: break;
            case Map map: Define(statement.Target, Emit(map)); break;
            case Read read: WriteRead(statement.Target, read); break;
            case Write write: WriteWrite(statement.Target, write); break;
            case AddAt add: WriteAddAt(statement.Target, add); break;
            case Zeros zeros: WriteZeros(statement.Target, zeros); break;
            case Copy copy: WriteCopy(copy.Array, statement.Target); break;
            case DefineExtent extent: WriteExtent(statement.Target, extent); break;
            case If branch: WriteIf(statement, branch); break;
            case For loop: WriteFor(statement, loop); break;
            case While loop: WriteWhile(statement, loop); break;
            case Throw thrown: _w.Line($"throw new {thrown.Exception}({string.Join(", ", thrown.Arguments)});"); break;
            case NewTape: Assign(statement.Target, Expression.Of($"{_scope.Workspace}.RentTape<{T}>()")); _rents = true; break;
            case Push push: WritePush(push); break;
            case Pop pop: WritePop(statement, pop); break;
            case Call call: WriteCall(statement, call); break;
            case CheckFinite check: WriteCheck(check); break;
            case TensorRun run: WriteRun(statement, run); break;
            default: throw new NotSupportedException(statement.Instruction.GetType().Name);
        }
    }

    /// <summary>The source line of a group of adjoint statements, once; the statements of the function itself look like their source.</summary>
    private void Comment(Value target)
    {
        if (target.Source is not { } source || source == _lastSource || !target.IsAdjoint) return;
        _lastSource = source;
        if (_w.Written.Count > 0) _w.Line();
        _w.Line($"// {source.Text}    {source.File}:{source.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
