using System.Globalization;
using AutoDiff.Models.Cli;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Training;

/// <summary>A model that was read from a file.</summary>
/// <param name="Kind">float32 or int8.</param>
/// <param name="Pixels">Inputs.</param>
/// <param name="Classes">Outputs.</param>
/// <param name="Seed">The seed that divided its data, if it is known.</param>
/// <param name="Logits">Computes the logits [N, C] of images [N, I].</param>
public sealed record StoredModel(string Kind, int Pixels, int Classes, ulong? Seed, Func<Tensor<float>, Tensor<float>> Logits)
{
    /// <summary>The file that the settings name, or the float model of the run folder.</summary>
    public static string Path(Settings settings) => settings.Model.Length > 0 ? settings.Model : System.IO.Path.Combine(settings.Out, "model.safetensors");

    /// <exception cref="DataFormatException">The file is missing, damaged, or no model of this program.</exception>
    public static StoredModel Load(string path)
    {
        var metadata = ReadMetadata(path);
        ulong? seed = ulong.TryParse(metadata.GetValueOrDefault("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;
        switch (metadata.GetValueOrDefault("kind"))
        {
            case "float32":
                var network = LoadNetwork(path);
                return new StoredModel("float32", network.I, network.C, seed, network.Logits);
            case "int8":
                var int8 = Int8Mlp.Load(path);
                return new StoredModel("int8", int8.Inputs, int8.Classes, seed, int8.Logits);
            default:
                throw new DataFormatException(path, "its metadata does not say that it is a float32 or int8 model of this program.", "Give a file that 'autodiff train' wrote.");
        }
    }

    /// <summary>The float network that training goes on from.</summary>
    /// <exception cref="DataFormatException">The file is missing, damaged, or no float model of this program.</exception>
    public static ImageMlp<float> LoadNetwork(string path)
    {
        var metadata = ReadMetadata(path);
        if (metadata.GetValueOrDefault("kind") != "float32")
            throw new DataFormatException(path, "it is no float32 model of this program.", "Give model.safetensors as 'autodiff train' wrote it; an int8 model cannot be trained.");
        var network = ImageMlp<float>.Create(Extent(metadata, "hidden", path), Extent(metadata, "pixels", path), Extent(metadata, "classes", path));
        ModelFile.Load(network, path);
        return network;
    }

    private static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        if (!File.Exists(path)) throw new DataFormatException(path, "there is no such file.", "Name a model file with --model, or train one with 'autodiff train'.");
        using var reader = new SafeTensorsReader(path);
        return reader.Metadata;
    }

    private static int Extent(IReadOnlyDictionary<string, string> metadata, string key, string path) =>
        int.TryParse(metadata.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out int extent) && extent is > 0 and <= 1 << 20 ? extent
            : throw new DataFormatException(path, $"its metadata has no valid '{key}'.", "Give a file that 'autodiff train' wrote.");
}
