using System.Reflection;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace AutoDiff.Package.Tests;

/// <summary>The package as <c>dotnet pack</c> makes it, in a temporary folder.</summary>
public sealed class PackedRuntime : IDisposable
{
    public PackedRuntime()
    {
        Folder = Directory.CreateTempSubdirectory("autodiff-package-").FullName;
        // A version of its own: no cache of packages can answer with an older build.
        Version = $"0.0.0-test{Guid.NewGuid():N}";
        string project = Path.Combine(Metadata("ProjectDirectory"), "..", "..", "src", "AutoDiff.Runtime", "AutoDiff.Runtime.csproj");
        DotNet.Succeed(Folder, "pack", Path.GetFullPath(project), "-c", Metadata("Configuration"), "--no-build", "-o", Folder, $"-p:PackageVersion={Version}");
    }

    public string Folder { get; }

    public string Version { get; }

    public string File => Path.Combine(Folder, $"AutoDiff.Runtime.{Version}.nupkg");

    public static string Metadata(string key) =>
        typeof(PackedRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
