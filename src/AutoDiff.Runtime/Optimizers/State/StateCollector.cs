using System.Runtime.InteropServices;
using AutoDiff.Serialization;

namespace AutoDiff.Optimizers;

/// <summary>Collects a state for storing: texts, and the arrays themselves, not copies.</summary>
internal sealed class StateCollector(string root) : StateVisitor(root)
{
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>The arrays by name, in the order of the visit.</summary>
    public List<(string Name, Array Values)> Arrays { get; } = [];

    /// <summary>The same arrays on their way into a file.</summary>
    public List<NamedTensor> Tensors { get; } = [];

    private protected override void OnKind(string name, string kind) => Texts.Add(name, kind);

    private protected override void OnCount(string name, ref long value) => Texts.Add(name, StateTexts.Of(value));

    private protected override void OnNumber(string name, ref double value) => Texts.Add(name, StateTexts.Of(value));

    private protected override void OnFlag(string name, ref bool value) => Texts.Add(name, StateTexts.Of(value));

    private protected override void OnText(string name, ref string value) => Texts.Add(name, value);

    private protected override void OnValues<T>(string name, T[] values)
    {
        Arrays.Add((name, values));
        Tensors.Add(new NamedTensor(name, ElementTypes.Of<T>(), [values.Length], stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan()))));
    }

    private protected override void OnVaryingValues<T>(string name, ref T[] values) => OnValues(name, values);
}
