using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiff.Serialization;

/// <summary>Stores models as safetensors files: one tensor for each parameter and buffer, under its name.</summary>
public static class ModelFile
{
    /// <summary>Replaces the file as a whole: a failure leaves the old one.</summary>
    /// <param name="model">What to store.</param>
    /// <param name="path">Where to.</param>
    /// <param name="metadata">Free text to store with it: the configuration, the data, the accuracy.</param>
    public static void Save<T>(IModel<T> model, string path, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SafeTensorsWriter.Write(path, Tensors(model), metadata);

    /// <summary>
    /// Fills the model from a file that holds exactly its tensors; all of them are checked before the first is changed.
    /// Other float types are converted. Returns the text that was stored with it.
    /// </summary>
    /// <exception cref="DataFormatException">The file is damaged, or a tensor is missing, unknown or of another shape.</exception>
    public static IReadOnlyDictionary<string, string> Load<T>(IModel<T> model, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var reader = new SafeTensorsReader(path);
        var parameters = Check(model, reader, path);
        var unknown = reader.Entries.Select(e => e.Name).Except(parameters.Select(p => p.Name)).ToArray();
        if (unknown.Length > 0) throw Mismatch(path, $"the model has no '{unknown[0]}' ({unknown.Length} of the file's tensors are unknown to it).");
        Read(model, reader, parameters);
        return reader.Metadata;
    }

    internal static IEnumerable<NamedTensor> Tensors<T>(IModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.EnumerateParameters().Select(p => new NamedTensor(p.Name, ElementTypes.Of<T>(), p.Shape.ToArray(),
            stream => stream.Write(MemoryMarshal.AsBytes(model.Values(p)))));
    }

    /// <summary>Every tensor of the model is in the file, with its shape and as floats.</summary>
    internal static IReadOnlyList<ModelParameter> Check<T>(IModel<T> model, SafeTensorsReader reader, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = model.EnumerateParameters();
        foreach (var p in parameters)
        {
            if (!reader.Contains(p.Name)) throw Mismatch(path, $"the model's tensor '{p.Name}' {p.Shape} is not in the file.");
            var entry = reader[p.Name];
            if (!entry.Shape.SequenceEqual(p.Shape.ToArray().Select(e => (long)e)))
                throw Mismatch(path, $"'{p.Name}' is {entry} in the file and {p.Shape} in the model.");
            reader.CheckConvertible<T>(entry);
        }
        return parameters;
    }

    internal static void Read<T>(IModel<T> model, SafeTensorsReader reader, IReadOnlyList<ModelParameter> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var p in parameters) reader.Read(reader[p.Name], model.Values(p));
    }

    internal static DataFormatException Mismatch(string path, string problem) =>
        new(path, problem, "Create the model with the extents it had when it was saved.");
}
