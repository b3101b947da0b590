using System.CommandLine;
using System.Globalization;
using AutoDiff.Models.Training;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff eval</c>: test accuracy of a stored model, float or int8.</summary>
public sealed class EvalCommand(SharedOptions options, CommandEnvironment environment)
{
    public Command Create()
    {
        var command = new Command("eval", "Measure a stored model on the test images.");
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = options.Resolve(parsed, environment);
        using var reporter = options.Reporter(parsed, environment);
        string path = StoredModel.Path(settings);
        var model = StoredModel.Load(path);
        var data = ImageDataReader.Read(settings.Data, settings.TestFraction, model.Seed ?? settings.Seed);
        reporter.Start("eval", settings, data.Description);
        if (model.Pixels != data.Pixels || model.Classes < data.Classes)
            throw CommandException.BadData(string.Create(CultureInfo.InvariantCulture,
                $"{path}: the model takes {model.Pixels} pixels and knows {model.Classes} classes, but the data has {data.Pixels} pixels and {data.Classes} classes. Give the data it was trained on with --data."));
        double accuracy = Accuracy.Of(model.Logits(data.Test.Images), data.Test.Labels);
        reporter.Result($"test accuracy {model.Kind}", accuracy, $"test accuracy {model.Kind}  {NumberText.Percent(accuracy)}");
        reporter.End(ExitCode.Ok, "");
        return ExitCode.Ok;
    }
}
