using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Serialization;

/// <summary>
/// Stores a model together with the state of its optimizer and of what else goes along with the training (averages, a monitor, a plateau), so that
/// training goes on as if it had not stopped.
/// </summary>
public static class Checkpoint
{
    private const string Optimizer = "optimizer";

    /// <summary>Replaces the file as a whole: a failure leaves the old one.</summary>
    /// <param name="model">The parameters and buffers.</param>
    /// <param name="optimizer">The optimizer, with all that wraps it.</param>
    /// <param name="path">Where to.</param>
    /// <param name="metadata">Free text to store with it.</param>
    /// <param name="companions">What else has a state, by a name of letters and digits that is not <c>optimizer</c> nor that of a parameter.</param>
    public static void Save<T>(
        IModel<T> model, IStateful optimizer, string path, IReadOnlyDictionary<string, string>? metadata = null, IReadOnlyDictionary<string, IStateful>? companions = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var tensors = ModelFile.Tensors(model).ToList();
        var texts = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>());
        foreach (var (name, stateful) in All(optimizer, companions))
        {
            var collector = new StateCollector(name + ".");
            collector.Visit(stateful);
            tensors.AddRange(collector.Tensors);
            foreach (var (key, text) in collector.Texts) texts[key] = text;
        }
        SafeTensorsWriter.Write(path, tensors, texts);
    }

    /// <summary>
    /// Fills model, optimizer and companions; everything is checked before anything is changed. Pure schedules need no state: they follow from the step.
    /// Returns the text that was stored with them.
    /// </summary>
    /// <exception cref="DataFormatException">The file is damaged, or belongs to another model, optimizer or companion.</exception>
    public static IReadOnlyDictionary<string, string> Load<T>(IModel<T> model, IStateful optimizer, string path, IReadOnlyDictionary<string, IStateful>? companions = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        using var reader = new SafeTensorsReader(path);
        var source = new CheckpointSource(reader);
        var parameters = ModelFile.Check(model, reader, path);
        try
        {
            foreach (var (name, stateful) in All(optimizer, companions)) StateReading.Verify(stateful, source, name + ".");
        }
        catch (StateMismatchException e)
        {
            throw new DataFormatException(path, e.Problem, "Continue with the optimizer, the options and the extents of the earlier run.", e);
        }
        ModelFile.Read(model, reader, parameters);
        foreach (var (name, stateful) in All(optimizer, companions)) StateReading.RestoreVerified(stateful, source, name + ".");
        return reader.Metadata;
    }

    private static IEnumerable<KeyValuePair<string, IStateful>> All(IStateful optimizer, IReadOnlyDictionary<string, IStateful>? companions) =>
        (companions ?? new Dictionary<string, IStateful>()).Prepend(new KeyValuePair<string, IStateful>(Optimizer, optimizer));
}
