using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

// Calls of other methods, tapes, and stretches of tensor statements.
internal sealed partial class RegionWriter
{
    private void WriteCall(Statement statement, Call call)
    {
        var targets = statement.Targets;
        var passed = Structure.Passed(statement).ToList();
        foreach (var p in passed)
            if (p is { Argument: { } argument, Target: { } state } && !_webs.AreSame(argument, state)) WriteCopy(argument, state);
        var arguments = passed.Select(p => p.Argument is { Axes.Count: 0 } number ? Use(number).Code.Text : "").ToList();
        FlushReadersOf(targets.Select(_webs.Of).ToList());
        Comment(targets.Count > 0 ? targets[0] : call.Arguments[0]);
        for (int i = 0; i < passed.Count; i++)
        {
            if (passed[i] is { Parameter.IsOut: true, Target: { } number }) arguments[i] = _uses.Of(number) == 0 ? "out _" : "out " + Receiver(number);
            else if (passed[i] is { Argument: { Axes.Count: > 0 } array }) arguments[i] = Array(passed[i].Target ?? array, passed[i].Parameter.IsTensor);
        }
        var results = targets.Take(call.Callee.Results.Count).ToList();
        if (call.Callee.Form == CallForm.Tangent)
        {
            // The first result is returned, the others follow the arguments.
            arguments.AddRange(results.Skip(1).Select(r => _uses.Of(r) == 0 ? "out _" : "out " + Receiver(r)));
            results = results.Take(1).ToList();
        }
        string text = $"{call.Callee.Name}({string.Join(", ", arguments)});";
        if (results.All(r => _uses.Of(r) == 0)) _w.Line(text);
        else if (results.Count == 1) _w.Line($"{Receiver(results[0])} = {text}");
        else _w.Line($"({string.Join(", ", results.Select(r => _uses.Of(r) == 0 ? "_" : Receiver(r)))}) = {text}");
    }

    private string Array(Value value, bool isTensor)
    {
        var place = _places.Of(value);
        return isTensor ? place.Tensor! : place.Elements;
    }

    /// <summary>A variable that a result goes to, with its type where it is new.</summary>
    private string Receiver(Value target) =>
        _variables.TryGetValue(_webs.Of(target), out string? name) ? name : $"{TypeOf(target.Type)} {Declare(target)}";

    private void WritePush(Push push)
    {
        string tape = _variables[_webs.Of(push.Tape)];
        foreach (var value in push.Values)
            _w.Line($"{tape}.Push({(value.Axes.Count == 0 ? Use(value).Code.Text : _places.Of(value).Elements)});");
    }

    private void WritePop(Statement statement, Pop pop)
    {
        string tape = _variables[_webs.Of(pop.Tape)];
        for (int i = statement.Targets.Count - 1; i > 0; i--)
        {
            var target = statement.Targets[i];
            string kind = target.Type switch { ElementType.Int => "Int", ElementType.Bool => "Flag", _ => "" };
            if (target.Axes.Count > 0)
            {
                FlushReadersOf([_webs.Of(target)]);
                _w.Line($"{tape}.Pop({_places.Of(target).Elements});");
            }
            else if (_uses.Of(target) == 0)
            {
                _w.Line($"{tape}.Pop{kind}();");
            }
            else
            {
                Assign(target, Expression.Of($"{tape}.Pop{kind}()"));
            }
        }
    }

    /// <summary>Schedules the tensor statements and writes them where they stand.</summary>
    private void WriteRun(Statement statement, TensorRun run)
    {
        var scope = new MethodScope(T, _scope.Names, _scope);
        foreach (var parameter in run.Function.Parameters)
        {
            if (parameter.Dimensions.Count > 0) scope.SetTensor(parameter.Name, _places.Of(parameter.Value).Tensor!);
            else scope.SetScalar(parameter.Value, NameOf(parameter.Value));
        }
        for (int i = 0; i < statement.Targets.Count; i++)
            if (statement.Targets[i].Axes.Count > 0) scope.SetTensor(run.Function.Results[i].Name, _places.Of(statement.Targets[i]).Tensor!);
        FlushReadersOf(statement.Targets.Select(_webs.Of).ToList());
        CheckIndices(run.Function, scope);
        var writer = Schedule(run.Function, scope);
        for (int i = 0; i < statement.Targets.Count; i++)
        {
            var target = statement.Targets[i];
            if (target.Axes.Count > 0 || _uses.Of(target) == 0) continue;
            string number = writer.ScalarText(run.Function.Results[i].Value);
            bool isName = number.All(c => char.IsLetterOrDigit(c) || c == '_');
            if (isName && !IsVariable(_webs.Of(target))) _variables[_webs.Of(target)] = number;
            else Assign(target, Expression.Of(number));
        }
    }

    private FunctionWriter Schedule(Function function, MethodScope scope)
    {
        FunctionWriter? writer = null;
        var lines = Capture(() =>
        {
            writer = new FunctionWriter(function, scope, _w, _prefix, _kernelNames, []);
            writer.WriteSteps();
        });
        _rents |= lines.Any(l => l.Contains(_scope.Workspace + "."));
        _w.Lines(_w.Written.Count == 0 && lines.Count > 0 && lines[0].Length == 0 ? lines.Skip(1) : lines);
        Kernels.AddRange(writer!.Kernels);
        return writer;
    }

    /// <summary>Indices that loop nests trust.</summary>
    private void CheckIndices(Function run, MethodScope scope)
    {
        var views = new Views(run);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instruction in run.Body.Select(s => s.Instruction))
        {
            // The runtime looks at the indices of a scatter itself; a strict one refuses negative ones, too.
            var (lookedUp, along, isStrict) = instruction switch
            {
                Gather g => (g.Indices, g.Along, g.IsStrict),
                ScatterAdd { IsStrict: true } s => (s.Indices, s.Along, true),
                _ => (null, null, false),
            };
            if (lookedUp is null) continue;
            var root = views.Root(lookedUp);
            if (views.Definition(root) is not null) continue;
            var parameter = run.Parameters.First(p => p.Value.Id == root.Id);
            string indices = root.Axes.Count == 0 ? $"[{scope.ScalarName(root)}]" : _places.Of(root).Elements;
            string line = $"{RuntimeApi.IndexCheck}.{(isStrict ? "Elements" : "InRange")}({indices}, {scope.Extent(along!.Extent)}, {Literals.Text(parameter.Name)});";
            if (seen.Add(line)) _w.Line(line);
        }
    }

    /// <summary>A result that is the same along some axis, or lies in another order of axes.</summary>
    private void WriteSpread(Result result, ArrayPlace place)
    {
        var scope = new MethodScope(T, _scope.Names, _scope);
        var source = new Parameter(result.Value, "source", "source", ParameterKind.Tensor, result.Value.Axes.Select(a => new Dimension(a)).ToEquatable(), Differentiated: false);
        scope.SetTensor(source.Name, place.Tensor!);
        scope.SetTensor(result.Name, _destination(result).Text);
        Schedule(new Function("Spread", EquatableArray.Of(source), default, default, default, EquatableArray.Of(result)), scope);
    }
}
