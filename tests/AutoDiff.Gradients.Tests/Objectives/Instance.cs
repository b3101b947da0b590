using System.Text.Json;
using AutoDiff.Gradients.Tests.Reference;

namespace AutoDiff.Gradients.Tests.Objectives;

/// <summary>One file of the folder <c>adbench</c>: inputs of an objective, its value and its derivative. Every field has to be read.</summary>
public sealed class Instance
{
    private readonly StrictObject _fields;

    private Instance(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        _fields = new StrictObject(document.RootElement.Clone(), name);
        _fields.Text("objective_kind");
    }

    private static string Folder { get; } = ReferenceData.FindFolder("adbench");

    /// <summary>The instances of an objective.</summary>
    public static TheoryData<string> Of(string objective) =>
        [.. Directory.GetFiles(Folder, objective + "_*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    /// <summary>The objectives that have files.</summary>
    public static IEnumerable<string> Objectives => Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f).Split('_')[0]).Distinct();

    /// <summary>Reads an instance, and after the test demands that all of it was used.</summary>
    public static void Check(string name, Action<Instance> test)
    {
        var instance = new Instance(name);
        test(instance);
        instance._fields.RefuseUnread();
    }

    public int Integer(string name) => _fields.Required(name).GetInt32();

    public double Number(string name) => _fields.Required(name).GetDouble();

    public double[] Numbers(string name) => [.. _fields.Required(name).EnumerateArray().Select(e => e.GetDouble())];

    public int[] Integers(string name) => [.. _fields.Required(name).EnumerateArray().Select(e => e.GetInt32())];

    /// <summary>|a − b| ≤ 1e-9 max(1, |b|, largest entry).</summary>
    public void Agrees(string name, params ReadOnlySpan<double> actual)
    {
        double[] expected = _fields.Required(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(e => e.GetDouble())] : [_fields.Required(name).GetDouble()];
        Assert.Equal(expected.Length, actual.Length);
        double largest = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-9 * largest, $"{name}[{i}]: {actual[i]:R} instead of {expected[i]:R}");
    }
}
