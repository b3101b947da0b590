using System.CommandLine;
using System.Globalization;
using AutoDiff.Models.Training;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff summary</c>: the tensors of a model file, or of the network that the settings describe.</summary>
public sealed class SummaryCommand(SharedOptions options, CommandEnvironment environment)
{
    public Command Create()
    {
        var command = new Command("summary", "List the tensors of a model.");
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = options.Resolve(parsed, environment);
        if (settings.Model.Length > 0) WriteFile(settings.Model);
        else WriteNetwork(settings);
        return ExitCode.Ok;
    }

    private void WriteFile(string path)
    {
        if (!File.Exists(path)) throw new DataFormatException(path, "there is no such file.", "Name a safetensors file with --model.");
        using var reader = new SafeTensorsReader(path);
        foreach (var (key, value) in reader.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) environment.Output.WriteLine($"{key}: {value}");
        Write(reader.Entries.Select(e => (e.Name, e.Type.ToString(), "[" + string.Join(", ", e.Shape) + "]", e.Length)));
    }

    private void WriteNetwork(Settings settings)
    {
        var data = ImageDataReader.Read(settings.Data, settings.TestFraction, settings.Seed);
        var network = ImageMlp<float>.Create(settings.Hidden, data.Pixels, data.Classes);
        Write(network.EnumerateParameters().Select(p => (p.Name, p.IsBuffer ? "buffer" : p.Init.ToString(), p.Shape.ToString(), (long)p.Shape.Length)));
    }

    private void Write(IEnumerable<(string Name, string Kind, string Shape, long Count)> rows)
    {
        var table = rows.ToList();
        int name = table.Max(r => r.Name.Length), kind = table.Max(r => r.Kind.Length), shape = table.Max(r => r.Shape.Length);
        foreach (var row in table)
            environment.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name.PadRight(name)}  {row.Kind.PadRight(kind)}  {row.Shape.PadRight(shape)}  {row.Count,9}"));
        environment.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Count} tensors, {table.Sum(r => r.Count)} numbers"));
    }
}
