using System.Reflection;
using System.Text.Json;

namespace AutoDiff.Runtime.Tests;

/// <summary>The reference data under tests/reference, or where AUTODIFF_REFERENCE says.</summary>
internal static class ReferenceData
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("AUTODIFF_REFERENCE") is { Length: > 0 } folder ? folder
        : Path.Combine(ProjectFolder(), "..", "reference");

    public static JsonElement Read(string relativePath) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, relativePath))).RootElement;

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static string ProjectFolder() => typeof(ReferenceData).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "ProjectDirectory").Value!;
}
