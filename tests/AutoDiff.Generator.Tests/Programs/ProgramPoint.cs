namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Arguments of a program, or a gradient, or a direction: numbers a and b, x of four elements, w of three.</summary>
internal sealed record ProgramPoint(double[] Numbers, double[] X, double[] W)
{
    public const int Trips = 3;

    private static readonly string[] s_names = ["a", "b", .. Enumerable.Range(0, 4).Select(i => $"x[{i}]"), .. Enumerable.Range(0, 3).Select(i => $"w[{i}]")];

    public static int Length => s_names.Length;

    public static string NameOf(int entry) => s_names[entry];

    public static ProgramPoint Of(Func<int, double> entry) =>
        new([.. Enumerable.Range(0, 2).Select(entry)], [.. Enumerable.Range(2, 4).Select(entry)], [.. Enumerable.Range(6, 3).Select(entry)]);

    /// <summary>Numbers around 0 that float holds exactly.</summary>
    public static ProgramPoint Random(int seed)
    {
        var random = new Random(seed);
        return Of(_ => (random.Next(-64, 64) * 2 + 1) / 96.0f);
    }

    public double this[int entry] => entry < 2 ? Numbers[entry] : entry < 6 ? X[entry - 2] : W[entry - 6];

    /// <summary>The point with one entry moved.</summary>
    public ProgramPoint Moved(int entry, double step) => Of(i => i == entry ? this[i] + step : this[i]);

    public ProgramPoint<T> As<T>() where T : System.Numerics.INumberBase<T> =>
        new([.. Numbers.Select(T.CreateChecked)], [.. X.Select(T.CreateChecked)], [.. W.Select(T.CreateChecked)]);
}

/// <summary>The same in a float type.</summary>
internal sealed record ProgramPoint<T>(T[] Numbers, T[] X, T[] W);
