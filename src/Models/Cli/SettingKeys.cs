using System.Globalization;

namespace AutoDiff.Models.Cli;

/// <summary>The settings by name: the keys of configuration files, of <c>--set</c> and, in capitals with the prefix AUTODIFF_, of the environment.</summary>
public static class SettingKeys
{
    private delegate Settings Setter(Settings settings, string value);

    private sealed record Key(string Name, Setter Set, Func<Settings, object> Get);

    private static readonly Key[] Keys =
    [
        new("data", (s, v) => s with { Data = v }, s => s.Data),
        new("model", (s, v) => s with { Model = v }, s => s.Model),
        new("out", (s, v) => s with { Out = v }, s => s.Out),
        new("epochs", (s, v) => s with { Epochs = Whole(v, 0) }, s => s.Epochs),
        new("quantized-epochs", (s, v) => s with { QuantizedEpochs = Whole(v, 0) }, s => s.QuantizedEpochs),
        new("batch-size", (s, v) => s with { BatchSize = Batch(v) }, s => s.BatchSize),
        new("lr", (s, v) => s with { LearningRate = Positive(v) }, s => s.LearningRate),
        new("weight-decay", (s, v) => s with { WeightDecay = NotNegative(v) }, s => s.WeightDecay),
        new("seed", (s, v) => s with { Seed = Seed(v) }, s => s.Seed),
        new("hidden", (s, v) => s with { Hidden = Whole(v, 1) }, s => s.Hidden),
        new("test-fraction", (s, v) => s with { TestFraction = Fraction(v) }, s => s.TestFraction),
    ];

    public static IEnumerable<string> Names => Keys.Select(k => k.Name);

    /// <summary>Sets one value from text.</summary>
    /// <param name="settings">What to change a copy of.</param>
    /// <param name="name">The key.</param>
    /// <param name="value">The text.</param>
    /// <param name="source">Where it comes from, for the error message.</param>
    /// <exception cref="CommandException">The key is unknown or the value not allowed.</exception>
    public static Settings Set(Settings settings, string name, string value, string source)
    {
        var key = Keys.FirstOrDefault(k => k.Name == name)
            ?? throw CommandException.Usage($"{source}: there is no setting '{name}'. The settings are {string.Join(", ", Names)}.");
        try
        {
            return key.Set(settings, value);
        }
        catch (FormatException e)
        {
            throw CommandException.Usage($"{source}: {name} is '{value}', but {e.Message}");
        }
    }

    /// <summary>All settings with their values, in a fixed order.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Values(Settings settings) =>
        Keys.Select(k => KeyValuePair.Create(k.Name, k.Get(settings)));

    private static int Whole(string text, int least) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least ? value
            : throw new FormatException($"it has to be a whole number of at least {least}.");

    private static int Batch(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= 2 ? value
            : throw new FormatException("a batch needs at least 2 samples, because batch normalization divides by their variance.");

    private static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value
            : throw new FormatException("it has to be a whole number from 0 to 2^64-1.");

    private static double Positive(string text) => Real(text) is var value && value > 0 ? value : throw new FormatException("it has to be positive.");

    private static double NotNegative(string text) => Real(text) is var value && value >= 0 ? value : throw new FormatException("it must not be negative.");

    private static double Fraction(string text) =>
        Real(text) is var value && value > 0 && value < 1 ? value : throw new FormatException("it has to lie between 0 and 1.");

    private static double Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value
            : throw new FormatException("it has to be a finite number.");
}
