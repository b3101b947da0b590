namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

internal sealed partial class RandomRegionPrograms
{
    /// <summary>A position that the program computes, or a counter.</summary>
    private Value Position()
    {
        var position = _positions[_random.Next(_positions.Count)];
        return _random.Next(4) != 0 ? position
            : _f.Map(IntRemainder, _f.Map(IntAdd, position, _f.Int(_random.Next(3))), _f.Builder.Emit(new ExtentOf(N.Extent), ElementType.Int, []));
    }

    private void Loop(int depth)
    {
        bool data = _random.Next(3) == 0;
        // Beyond N only the remainder of the counter is a position.
        var end = data ? _f.Map(IntAdd, _trips, Position()) : _f.Builder.Emit(new ExtentOf(N.Extent), ElementType.Int, []);
        var start = _random.Next(3) == 0 ? _f.Int(1) : _f.Int(0);
        var assigned = Assigned();
        var targets = _f.Builder.For(start, end, Current(assigned), (counter, carried) => Scoped(assigned, carried, () =>
        {
            _positions.Add(data ? _f.Map(IntRemainder, counter, _f.Builder.Emit(new ExtentOf(N.Extent), ElementType.Int, [])) : counter);
            Statements(depth + 1);
        }), descending: _random.Next(3) == 0);
        Assign(assigned, targets);
    }

    /// <summary>A loop that ends when a number that it computes is small, after at most four iterations.</summary>
    private void DataDependentLoop(int depth)
    {
        var assigned = Assigned();
        var counter = _f.Int(0);
        var limit = _f.Real(0.1 + 0.3 * _random.NextDouble());
        var targets = _f.Builder.While([counter, .. Current(assigned)], carried =>
        {
            var number = _f.Map(Abs, carried.Count > 1 && carried[1].Axes.Count == 0 ? carried[1] : _numbers[0]);
            return _f.Map(And, _f.Map(Less, carried[0], _f.Int(4)), _f.Map(Greater, number, limit));
        }, carried => Scoped(assigned, [.. carried.Skip(1)], () =>
        {
            _positions.Add(_f.Map(IntRemainder, carried[0], _f.Builder.Emit(new ExtentOf(N.Extent), ElementType.Int, [])));
            Statements(depth + 1);
        }).Prepend(_f.Map(IntAdd, carried[0], _f.Int(1))));
        Assign(assigned, targets.Skip(1));
    }

    private void Branch(int depth)
    {
        var (condition, assigned) = (Condition(), Assigned());
        var current = Current(assigned);
        var targets = _f.Builder.If(condition, () => Scoped(assigned, current, () => Statements(depth + 1)),
            () => Scoped(assigned, current, () => { if (_random.Next(2) == 0) Statements(depth + 1); }));
        Assign(assigned, targets);
    }

    /// <summary>
    /// Runs statements in a block: the assigned variables begin as given and are yielded; what else the block assigns or defines is local to it.
    /// </summary>
    private List<Value> Scoped(int[] assigned, IReadOnlyList<Value> carried, Action statements)
    {
        var (variables, numbers, positions, outer) = (_variables.ToArray(), _numbers.ToList(), _positions.ToList(), _carried);
        Assign(assigned, carried);
        _carried = [.. assigned.Intersect(outer)];
        statements();
        var yields = Current(assigned).ToList();
        (_variables, _numbers, _positions, _carried) = (variables, numbers, positions, outer);
        return yields;
    }

    /// <summary>Most variables that the regions around carry; a number that is left out is assigned in the region only.</summary>
    private int[] Assigned() => [.. Enumerable.Range(0, _variables.Length).Where(v => _carried.Contains(v) && _random.Next(4) != 0)];

    private Value[] Current(int[] variables) => [.. variables.Select(v => _variables[v])];

    private void Assign(int[] variables, IEnumerable<Value> values)
    {
        foreach (var (variable, value) in variables.Zip(values)) _variables[variable] = value;
    }
}
