namespace AutoDiff.Generator.Tests.Programs;

// Structs, local functions and tensors of the program's own.
internal sealed partial class ProgramWriter
{
    /// <summary>A struct of two numbers: made, changed in place, or copied with another number.</summary>
    private SourceStatement Struct(ProgramScope scope)
    {
        if (scope.Structs.Count == 0 || _random.Next(6) == 0)
        {
            string made = NewName("z");
            var declaration = new SourceStatement($"var {made} = new Two<T>($0, $1);", [Bounded(scope, 2), Bounded(scope, 1)]);
            scope.Structs.Add(made);
            scope.Reals.AddRange([made + ".First", made + ".Second"]);
            return declaration;
        }
        string name = scope.Structs[_random.Next(scope.Structs.Count)];
        return _random.Next(3) switch
        {
            0 => new SourceStatement($"{name}.First = $0;", [Bounded(scope, 2)]),
            1 => new SourceStatement($"{name} = {name} with {{ Second = $0 }};", [Bounded(scope, 2)]),
            _ => new SourceStatement($"{name} = new Two<T>({name}.Second, $0);", [Bounded(scope, 2)]),
        };
    }

    /// <summary>A function of a number that sees the variables around it, as they are when it is called.</summary>
    private SourceStatement LocalFunction(ProgramScope scope)
    {
        string name = NewName("f"), argument = NewName("c");
        var inner = new ProgramScope();
        inner.Reals.AddRange([argument, .. scope.Reals.Where(r => !r.Contains('['))]);
        inner.Integers.AddRange(scope.Integers);
        var declaration = new SourceStatement($"T {name}(T {argument}) => $0;", [Bounded(inner, 2)]);
        scope.Functions.Add(name);
        return declaration;
    }

    /// <summary>A local tensor, whose elements are read and written by two indices.</summary>
    private SourceStatement TensorElement(ProgramScope scope)
    {
        if (scope.Tensors.Count == 0)
        {
            string made = NewName("m");
            scope.Tensors.Add(made);
            return new SourceStatement($"var {made} = Tensor<T>.Zeros(2, 3);", []);
        }
        string name = scope.Tensors[_random.Next(scope.Tensors.Count)], assignment = _random.Next(3) == 0 ? "+= T.CreateChecked(0.5) *" : "=";
        return new SourceStatement($"{name}[$0 % 2, $1 % 3] {assignment} $2;", [Integer(scope), Integer(scope), Bounded(scope, 2)]);
    }
}
