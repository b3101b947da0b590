using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using AutoDiff.Optimizers;

namespace AutoDiff.Serialization;

/// <summary>Stores a model together with the state of its optimizer, so that training goes on as if it had not stopped.</summary>
public static class Checkpoint
{
    private const string Prefix = "optimizer.", StepKey = "optimizer.step", TypeKey = "optimizer.type";

    /// <summary>Replaces the file as a whole: a failure leaves the old one.</summary>
    public static void Save<T>(IModel<T> model, Optimizer<T> optimizer, string path, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var slots = optimizer.SlotNames.Select((name, i) => new NamedTensor(Prefix + name, ElementTypes.Of<T>(), [optimizer.Length],
            stream => stream.Write(MemoryMarshal.AsBytes(optimizer.Slot(i)))));
        var all = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>())
        {
            [StepKey] = optimizer.StepCount.ToString(CultureInfo.InvariantCulture),
            [TypeKey] = TypeName(optimizer),
        };
        SafeTensorsWriter.Write(path, ModelFile.Tensors(model).Concat(slots), all);
    }

    /// <summary>
    /// Fills model and optimizer; everything is checked before anything is changed. Schedules need no state: they follow from the step.
    /// Returns the text that was stored with them.
    /// </summary>
    /// <exception cref="DataFormatException">The file is damaged, or belongs to another model or optimizer.</exception>
    public static IReadOnlyDictionary<string, string> Load<T>(IModel<T> model, Optimizer<T> optimizer, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        using var reader = new SafeTensorsReader(path);
        var parameters = ModelFile.Check(model, reader, path);
        long step = CheckOptimizer(optimizer, reader, path);
        ModelFile.Read(model, reader, parameters);
        for (int i = 0; i < optimizer.SlotNames.Count; i++) reader.Read(reader[Prefix + optimizer.SlotNames[i]], optimizer.Slot(i));
        optimizer.StepCount = step;
        return reader.Metadata;
    }

    private static long CheckOptimizer<T>(Optimizer<T> optimizer, SafeTensorsReader reader, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!reader.Metadata.TryGetValue(TypeKey, out string? type) || type != TypeName(optimizer))
            throw new DataFormatException(path, $"it holds the state of {type ?? "no optimizer"}, not of {TypeName(optimizer)}.", "Continue with the optimizer of the earlier run.");
        if (!long.TryParse(reader.Metadata.GetValueOrDefault(StepKey), NumberStyles.None, CultureInfo.InvariantCulture, out long step))
            throw new DataFormatException(path, $"its {StepKey} is no step number.", "Continue from another checkpoint.");
        foreach (string name in optimizer.SlotNames)
        {
            var entry = reader[Prefix + name];
            reader.CheckConvertible<T>(entry);
            if (entry.Length != optimizer.Length)
                throw new DataFormatException(path, $"'{entry.Name}' has {entry.Length} elements and the optimizer {optimizer.Length} parameters.", "Create the model with the extents it had when it was saved.");
        }
        return step;
    }

    // Adam`1 without the number of type arguments.
    private static string TypeName<T>(Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer.GetType().Name.Split('`')[0];
}
