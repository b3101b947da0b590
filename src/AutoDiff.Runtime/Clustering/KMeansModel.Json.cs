using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AutoDiff.Serialization;

namespace AutoDiff.Clustering;

public sealed partial class KMeansModel<T>
{
    private const string FormatName = "autodiff.kmeans";
    private const int FormatVersion = 1;

    private static string ElementName => typeof(T) == typeof(float) ? "float32" : "float64";

    /// <summary>
    /// Writes the model as JSON: <c>format</c>, <c>version</c>, <c>type</c> (float32 or float64), <c>spherical</c>, <c>metric</c>,
    /// <c>offset</c> and <c>centroids</c>, one array each. The file is replaced as a whole. Numbers are written so that reading gives the same bits.
    /// </summary>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>The same into a stream.</summary>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", FormatName);
        json.WriteNumber("version", FormatVersion);
        json.WriteString("type", ElementName);
        json.WriteBoolean("spherical", IsSpherical);
        json.WriteString("metric", Metric.ToString());
        json.WriteStartArray("offset");
        foreach (T value in _offset) json.WriteNumberValue(double.CreateTruncating(value));
        json.WriteEndArray();
        json.WriteStartArray("centroids");
        for (int j = 0; j < Clusters; j++)
        {
            json.WriteStartArray();
            foreach (double value in _centroids.AsSpan(j * Dimension, Dimension)) json.WriteNumberValue(value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="DataFormatException">The file is no such model, is of another version or type, or its arrays do not fit together.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static KMeansModel<T> Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Read(document.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException and not DataFormatException)
        {
            throw Bad(path, $"it is no K-Means model ({e.Message})", e);
        }
    }

    private static KMeansModel<T> Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || root.GetProperty("format").GetString() != FormatName) throw Bad(path, "it is no K-Means model.");
        int version = root.GetProperty("version").GetInt32();
        if (version != FormatVersion) throw Bad(path, string.Create(CultureInfo.InvariantCulture, $"its version is {version}; this program reads version {FormatVersion}."));
        string type = root.GetProperty("type").GetString()!;
        if (type != ElementName) throw Bad(path, $"it is a model of {type} data, not of {ElementName}.");
        double[] offset = Numbers(root.GetProperty("offset"));
        double[][] rows = [.. root.GetProperty("centroids").EnumerateArray().Select(Numbers)];
        if (offset.Length == 0 || rows.Length == 0) throw Bad(path, "it has no centroids.");
        int ragged = Array.FindIndex(rows, r => r.Length != offset.Length);
        if (ragged >= 0) throw Bad(path, string.Create(CultureInfo.InvariantCulture, $"centroid {ragged} has {rows[ragged].Length} numbers and the offset {offset.Length}."));
        double[] centroids = [.. rows.SelectMany(r => r)];
        if (centroids.Concat(offset).Any(v => !double.IsFinite(v))) throw Bad(path, "a number in it is not finite.");
        return new KMeansModel<T>(
            Tensor<double>.Wrap(centroids, rows.Length, offset.Length), Array.ConvertAll(offset, T.CreateTruncating), root.GetProperty("spherical").GetBoolean(), MetricOf(root, path));
    }

    // Files without the field are older than the choice.
    private static KMeansMetric MetricOf(JsonElement root, string path)
    {
        if (!root.TryGetProperty("metric", out var metric)) return KMeansMetric.Euclidean;
        return Enum.TryParse(metric.GetString(), out KMeansMetric found) && Enum.IsDefined(found) ? found : throw Bad(path, $"its metric '{metric}' is not known.");
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static DataFormatException Bad(string path, string problem, Exception? cause = null) =>
        new(path, problem, "Give a file that KMeansModel.Save wrote.", cause);
}
