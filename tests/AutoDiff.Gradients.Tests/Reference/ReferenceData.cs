using System.Reflection;
using System.Text.Json;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>The folder <c>ops</c> of the reference data: the one named by AUTODIFF_REFERENCE, or the copy under tests/reference.</summary>
public static class ReferenceData
{
    public static string Folder { get; } = FindFolder("ops");

    private static readonly Lazy<IReadOnlyList<ReferenceFile>> AllFiles = new(() =>
        [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(ReferenceFile.Read)]);

    private static readonly Lazy<Float32Errors> Errors = new(() => Float32Errors.Read(Folder));

    public static IReadOnlyList<ReferenceFile> Files => AllFiles.Value;

    public static Float32Errors Float32 => Errors.Value;

    public static ReferenceCase Case(string operatorName, string name) =>
        Files.Single(f => f.Operator == operatorName).Cases.Single(c => c.Name == name);

    /// <summary>A subfolder of the reference data.</summary>
    public static string FindFolder(string name)
    {
        string root = Environment.GetEnvironmentVariable("AUTODIFF_REFERENCE") is { Length: > 0 } named ? named
            : Path.Combine(ProjectDirectory, "..", "reference");
        string folder = Path.GetFullPath(Path.Combine(root, name));
        return Directory.Exists(folder) ? folder
            : throw new DirectoryNotFoundException($"There is no folder '{folder}'. Set AUTODIFF_REFERENCE to the folder that contains '{name}'.");
    }

    private static string ProjectDirectory =>
        typeof(ReferenceData).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;
}

/// <summary>One file: the cases of one operator.</summary>
public sealed record ReferenceFile(string Operator, IReadOnlyList<ReferenceCase> Cases)
{
    public static ReferenceFile Read(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var fields = new StrictObject(document.RootElement.Clone(), name);
        string declared = fields.Text("op");
        if (declared != name) throw new FormatException($"{name}: the file declares operator '{declared}'.");
        fields.Text("set");
        fields.Text("oracle");
        ReferenceCase[] cases = [.. fields.Required("cases").EnumerateArray().Select(e => ReferenceCase.Read(name, e))];
        fields.RefuseUnread();
        if (cases.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new FormatException($"{name}: case '{twice.Key}' appears twice.");
        return new ReferenceFile(name, cases);
    }
}
