using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace AutoDiff.Package.Tests;

/// <summary>What a user gets who adds the package and nothing else.</summary>
public sealed class PackageTests(PackedRuntime package) : IClassFixture<PackedRuntime>
{
    [Fact]
    public void Package_CarriesTheRuntimeAndTheAnalyzers()
    {
        using var archive = ZipFile.OpenRead(package.File);
        var dlls = archive.Entries.Select(e => e.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(["analyzers/dotnet/cs/AutoDiff.Generator.CodeFixes.dll", "analyzers/dotnet/cs/AutoDiff.Generator.dll", "lib/net10.0/AutoDiff.Runtime.dll"], dlls);
        Assert.Contains(archive.Entries, e => e.FullName == "lib/net10.0/AutoDiff.Runtime.xml");
    }

    [Fact]
    public void Package_DependsOnNoPartOfTheCompiler()
    {
        using var archive = ZipFile.OpenRead(package.File);
        using var stream = archive.GetEntry("AutoDiff.Runtime.nuspec")!.Open();
        var dependencies = XDocument.Load(stream).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value);
        Assert.Equal(["CsvHelper", "System.Numerics.Tensors"], dependencies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ProjectThatReferencesThePackage_RunsItsGeneratedGradient()
    {
        string folder = Directory.CreateDirectory(Path.Combine(package.Folder, "consumer")).FullName;
        Write(folder, "Consumer.csproj");
        Write(folder, "Program.cs");
        // The package comes from its folder, all others from where they have been restored to already: no network.
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{package.Folder}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{PackedRuntime.Metadata("PackageFolder")}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{Path.Combine(package.Folder, "packages")}" /></config>
            </configuration>
            """);
        DotNet.Succeed(folder, "build", "-c", "Release", "-o", "built", $"-p:PackedVersion={package.Version}");

        string printed = DotNet.Succeed(folder, Path.Combine("built", "Consumer.dll"));

        var differences = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(w => w[0], w => double.Parse(w[1], CultureInfo.InvariantCulture));
        Assert.Equal(["value", "dX", "dGamma", "dBeta"], differences.Keys);
        Assert.All(differences, d => Assert.InRange(d.Value, 0, d.Key == "value" ? 1e-14 : 1e-8));
    }

    private static void Write(string folder, string name)
    {
        using var source = typeof(PackageTests).Assembly.GetManifestResourceStream(name)!;
        using var target = File.Create(Path.Combine(folder, name));
        source.CopyTo(target);
    }
}
