using System.Globalization;

namespace AutoDiff.Generator.Tests.Programs;

internal sealed partial class ProgramWriter
{
    private static readonly string[] s_unary =
    [
        "T.Tanh($0)", "T.Sin($0)", "T.Cos($0)", "(-$0)", "T.Exp(-($0 * $0))", "T.Sqrt(T.CreateChecked(0.5) + $0 * $0)", "T.Log(T.One + $0 * $0)", "T.Abs($0)",
    ];

    private static readonly string[] s_binary =
    [
        "($0 * $1)", "($0 + $1)", "($0 - $1)", "($0 / (T.One + $1 * $1))", "T.Max($0, $1)", "T.Min($0, T.CreateChecked(1.25) * $1)", "T.Atan2($0, T.CreateChecked(2) + $1 * $1)",
        "T.Pow(T.CreateChecked(0.5) + $0 * $0, T.CreateChecked(0.5) * $1)",
    ];

    private static readonly string[] s_bounding = ["T.Tanh($0)", "T.Sin($0)", "T.Cos($0)", "($0 / (T.One + $0 * $0))"];

    /// <summary>A number between -1 and 1.</summary>
    private SourceExpression Bounded(ProgramScope scope, int depth) => Real(s_bounding[_random.Next(s_bounding.Length)], Expression(scope, depth));

    private SourceExpression Expression(ProgramScope scope, int depth)
    {
        if (depth == 0 || _random.Next(5) == 0) return Leaf(scope);
        switch (_random.Next(12))
        {
            case 0 or 1 or 2: return Real(s_unary[_random.Next(s_unary.Length)], Expression(scope, depth - 1));
            case 3 when Has(LanguageFeatures.Branches):
                return Real("($0 ? $1 : $2)", Condition(scope, depth - 1), Expression(scope, depth - 1), Expression(scope, depth - 1));
            case 4 when Has(LanguageFeatures.Branches):
                return Real("(($0 % 3) switch { 0 => $1, 1 => $2, _ => $3 })", Integer(scope), Expression(scope, depth - 1), Expression(scope, depth - 1), Expression(scope, 0));
            case 5 or 6 when Callable(scope) is { Count: > 0 } functions:
                var (pattern, numbers) = functions[_random.Next(functions.Count)];
                // The arrays of a call stand behind its numbers.
                return Real(pattern.Replace("@", Array(scope), StringComparison.Ordinal), [.. Enumerable.Range(0, numbers).Select(_ => Bounded(scope, depth - 1)), Integer(scope)]);
            default: return Real(s_binary[_random.Next(s_binary.Length)], Expression(scope, depth - 1), Expression(scope, depth - 1));
        }
    }

    private SourceExpression Leaf(ProgramScope scope) => _random.Next(8) switch
    {
        6 when scope.Functions.Count > 0 => Real($"{scope.Functions[_random.Next(scope.Functions.Count)]}($0)", Real(scope.Reals[_random.Next(scope.Reals.Count)])),
        7 when scope.Tensors.Count > 0 => Real($"{scope.Tensors[_random.Next(scope.Tensors.Count)]}[$0 % 2, $1 % 3]", Integer(scope), Integer(scope)),
        0 => Real(string.Create(CultureInfo.InvariantCulture, $"T.CreateChecked({_random.Next(1, 16) / 8.0})")),
        1 when Has(LanguageFeatures.Conversions) => Real("(T.CreateChecked(0.25) * T.CreateChecked($0))", Integer(scope)),
        2 or 3 when scope.Arrays.Count > 0 => Element(scope, Array(scope)),
        _ => Real(scope.Reals[_random.Next(scope.Reals.Count)]),
    };

    /// <summary>Local functions see no spans.</summary>
    private List<(string Pattern, int Numbers)> Callable(ProgramScope scope) => scope.Arrays.Count > 0 ? _functions : [.. _functions.Where(f => !f.Pattern.Contains('@'))];

    private string Array(ProgramScope scope) => scope.Arrays.Count == 0 ? "x" : scope.Arrays[_random.Next(scope.Arrays.Count)];

    /// <summary>An element of an array at an index that is inside whatever the program does.</summary>
    private SourceExpression Element(ProgramScope scope, string array) => Real($"{array}[$0]", Index(scope, array));

    private SourceExpression Index(ProgramScope scope, string array) => new(SourceType.Int, $"$0 % {array}.Length", Integer(scope));

    private SourceExpression Integer(ProgramScope scope)
    {
        var name = new SourceExpression(SourceType.Int, scope.Integers[Math.Max(_random.Next(scope.Integers.Count), _random.Next(scope.Integers.Count))]);
        return _random.Next(4) == 0 ? new SourceExpression(SourceType.Int, "($0 + " + _random.Next(1, 4).ToString(CultureInfo.InvariantCulture) + ")", name) : name;
    }

    private SourceExpression Condition(ProgramScope scope, int depth) => _random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => Truth("$0 % 2 == 0", Integer(scope)),
        1 => Truth("$0 * 2 < $1 + 3", Integer(scope), Integer(scope)),
        2 => Truth("$0 > T.CreateChecked(0.3)", Expression(scope, 0)),
        3 => Truth("$0 < T.CreateChecked(0.75) * $1", Expression(scope, 0), Expression(scope, 0)),
        4 => Truth("($0 && $1)", Condition(scope, depth - 1), Condition(scope, depth - 1)),
        5 => Truth("($0 || $1)", Condition(scope, depth - 1), Condition(scope, depth - 1)),
        _ => Truth("!($0)", Condition(scope, depth - 1)),
    };

    private static SourceExpression Real(string pattern, params SourceExpression[] arguments) => new(SourceType.Real, pattern, arguments);

    private static SourceExpression Truth(string pattern, params SourceExpression[] arguments) => new(SourceType.Truth, pattern, arguments);
}
