using System.Globalization;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>
/// Random straight-line methods over x [N, C], y [C], z [N, 1], a square matrix w [N, N] and a number a: each local is made from earlier ones,
/// and the last ones are returned together.
/// </summary>
internal sealed class RandomMethods
{
    private const string Full = "NC", Row = "C", Column = "N1", Square = "NN";
    private readonly Random _random;
    private readonly List<(string Name, string Shape)> _values = [("x", Full), ("y", Row), ("z", Column), ("w", Square)];
    private readonly List<string> _lines = [];

    private RandomMethods(int seed) => _random = new Random(seed);

    /// <summary>One line of <see cref="Notation"/>.</summary>
    public static string Line(int seed)
    {
        var method = new RandomMethods(seed);
        int count = method._random.Next(3, 9);
        for (int i = 0; i < count; i++) method.Add($"v{i}");
        string result = method.Bounded(method.Any(Full)), body = string.Concat(method._lines);
        return (seed % 3) switch
        {
            0 => $"T Random{seed}: N,C x; C y; N,1 z; N,N w; a; N int k => {body} return Sum({result} * x) + Sum({method.Any(Square)}) + Sum({method.Any(Row)} * y);",
            1 => $"Random{seed}: N,C x; C y; N,1 z; N,N w; a; N int k => {body} return {result} + {method.Any(Row)};",
            _ => $"(Tensor<T> P, Tensor<T> Q, Tensor<T> R) Random{seed}: N,C x; C y; N,1 z; N,N w; a; N int k => {body} return ({result}, {method.Any(Column)}, {method.Any(Square)});",
        };
    }

    private void Add(string name)
    {
        var (text, shape) = Expression();
        _lines.Add($"var {name} = {text}; ");
        _values.Add((name, shape));
    }

    private string Any(string shape)
    {
        var candidates = _values.Where(v => v.Shape == shape).ToList();
        // Recent values are more likely.
        return candidates[Math.Max(_random.Next(candidates.Count), _random.Next(candidates.Count))].Name;
    }

    private string Bounded(string text) => _random.Next(3) switch { 0 => $"Tanh({text})", 1 => $"Sin({text})", _ => $"({text}) * 0.5" };

    private string Smooth(string text) => string.Format(CultureInfo.InvariantCulture, _random.Next(11) switch
    {
        0 => "Tanh({0})",
        1 => "Sigmoid({0})",
        2 => "Sin({0})",
        3 => "Softplus({0})",
        4 => "Exp(-Square({0}))",
        5 => "Relu({0})",
        6 => "Sqrt(Square({0}) + 0.5)",
        7 => "Log1P(Square({0}))",
        8 => "Reciprocal(1 + Square({0}))",
        9 => "Erf({0})",
        _ => "Abs({0})",
    }, text);

    private (string Text, string Shape) Expression()
    {
        string shape = new[] { Full, Full, Full, Row, Column, Square }[_random.Next(6)];
        string text = shape switch
        {
            Full => OfFull(),
            Row => _random.Next(6) switch
            {
                0 => $"Mean({Any(Full)}, 0)",
                1 => $"Sum({Bounded(Any(Full))}, 0) * 0.2",
                2 => $"Max({Any(Full)}, 0)",
                3 => $"Variance({Any(Full)}, 0)",
                4 => $"{Any(Row)} * Smooth0",
                _ => $"LogSumExp({Any(Full)}, 0)",
            },
            Column => _random.Next(7) switch
            {
                0 => $"Mean({Any(Full)}, 1, true)",
                1 => $"Norm({Any(Full)}, 1, true) * 0.3",
                2 => $"Min({Any(Full)}, 1, true)",
                3 => $"Unsqueeze(Pick({Any(Full)}, k), 1)",
                4 => $"{Any(Column)} * a",
                5 => $"MatMul({Any(Square)}, {Any(Column)}) * 0.1",
                _ => $"Mean({Any(Square)}, 1, true)",
            },
            _ => _random.Next(6) switch
            {
                0 => $"MatMul({Any(Full)}, Transpose({Any(Full)})) * 0.1",
                1 => $"Transpose({Any(Square)})",
                2 => $"{Any(Square)} * {Any(Column)}",
                3 => $"Softmax({Any(Square)}, {_random.Next(2)})",
                4 => $"{Any(Square)} - Transpose({Any(Square)})",
                _ => $"MatMul({Any(Square)}, {Any(Square)}) * 0.1",
            },
        };
        text = text.Replace("Smooth0", Smooth(Any(Row)), StringComparison.Ordinal);
        return (_random.Next(3) == 0 ? Smooth(text) : text, shape);
    }

    private string OfFull() => _random.Next(16) switch
    {
        0 => $"{Any(Full)} * {Any(Row)}",
        1 => $"{Any(Full)} + {Any(Column)}",
        2 => $"{Any(Full)} - {Any(Full)} * a",
        3 => $"{Any(Full)} / (1 + Square({Any(Full)}))",
        4 => $"Softmax({Any(Full)}, {_random.Next(2)})",
        5 => $"{Any(Full)} - Mean({Any(Full)}, {_random.Next(2)}, true)",
        6 => $"LogSoftmax({Any(Full)}, 1)",
        7 => $"MatMul({Any(Square)}, {Any(Full)}) * 0.1",
        8 => $"Where({Any(Full)} > {Any(Row)}, {Any(Full)}, {Any(Full)} * 0.25)",
        9 => $"Gather({Any(Full)}, k)",
        10 => $"{Any(Column)} * {Any(Row)}",
        11 => $"Transpose(Softmax(Transpose({Any(Full)}), 0))",
        12 => $"Reshape(Tanh(Reshape({Any(Full)}, -1)), x.Shape[0], x.Shape[1])",
        13 => $"Slice(Concat({Any(Full)}, {Any(Full)}, 1), 1, x.Shape[1], x.Shape[1])",
        14 => $"Slice(Concat({Any(Full)} * 0.5, {Any(Full)}, 0), 0, x.Shape[0], x.Shape[0])",
        _ => $"Maximum({Any(Full)}, {Any(Full)} * 0.5)",
    };
}
