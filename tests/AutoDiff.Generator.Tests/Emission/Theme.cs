using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Methods that are compiled together, and the extents they are tried with.</summary>
internal sealed class Theme(string text, string attribute = "Differentiable")
{
    /// <summary>Around each vector width, and none.</summary>
    private static readonly int[] s_extents = [1, 2, 3, 7, 15, 16, 17, 31, 33, 64, 65];

    /// <summary>Elements of the largest tensor of a trial.</summary>
    private const long Most = 5000;

    private readonly Lazy<IReadOnlyDictionary<string, CompiledMethod>?> _methods = new(() =>
    {
        try
        {
            return Compile(Notation.Lines(text), attribute);
        }
        catch (Xunit.Sdk.XunitException)
        {
            return null;
        }
    });

    private static IReadOnlyDictionary<string, CompiledMethod> Compile(IEnumerable<string> lines, string attribute) =>
        CompiledProgram.Of("namespace X.System { public class Math; public class Span; }\nnamespace X.Formulas\n{\n#nullable enable\n"
            + "public static partial class Formulas\n{\n" + string.Concat(lines.Select(Notation.Method)).Replace("[Differentiable]", $"[{attribute}]", StringComparison.Ordinal) + "}\n}\n");

    public TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (string line in Notation.Lines(text)) names.Add(Notation.NameOf(line));
            return names;
        }
    }

    /// <summary>The method; where the theme as a whole does not compile, it stands alone, so that an error fails the tests of one method.</summary>
    public CompiledMethod Method(string name) => (_methods.Value ?? Compile(Notation.Lines(text).Where(l => Notation.NameOf(l) == name), attribute))[name];

    /// <summary>All extents equal, then mixed, then one of them 0.</summary>
    public void Check(string name) => Check(name, (method, sizes) => DerivativeLaw.Check(method, sizes));

    /// <summary>A law for the same extents.</summary>
    public void Check(string name, Action<CompiledMethod, Dictionary<string, int>> law)
    {
        var method = Method(name);
        var symbols = Symbols(method.Model);
        foreach (var sizes in Sizes(symbols)) law(method, sizes);
        if (symbols.Count > 0) law(method, symbols.ToDictionary(s => s, s => s == symbols[0] ? 0 : 3));
    }

    public void CheckLarge(string name, params int[] extents)
    {
        var method = Method(name);
        DerivativeLaw.Check(method, Symbols(method.Model).Select((s, i) => (s, i)).ToDictionary(p => p.s, p => extents[p.i]), differences: extents.Aggregate(1L, (a, b) => a * b) <= 300_000);
    }

    private static List<string> Symbols(MethodModel model) =>
        model.Function.Symbols.Where(s => s.Dimension is not null).Select(s => s.Symbol).Distinct().ToList();

    private static IEnumerable<Dictionary<string, int>> Sizes(List<string> symbols)
    {
        if (symbols.Count == 0)
        {
            yield return [];
            yield break;
        }
        foreach (int extent in s_extents)
            if (Math.Pow(extent, symbols.Count) <= Most) yield return symbols.ToDictionary(s => s, _ => extent);
        if (symbols.Count == 1) yield break;
        for (int i = 0; i < s_extents.Length; i++)
        {
            var sizes = new Dictionary<string, int>();
            long product = 1;
            for (int j = 0; j < symbols.Count; j++)
            {
                int extent = s_extents[(i + 4 * j) % s_extents.Length];
                if (product * extent > Most) extent = s_extents[(i + j) % 4];
                product *= sizes[symbols[j]] = extent;
            }
            yield return sizes;
        }
    }
}
