namespace AutoDiff.Models.Cli;

/// <summary>Lines of text: results to the output, one line an epoch to the error stream.</summary>
public sealed class PlainReporter(TextWriter output, TextWriter progress, bool quiet) : IRunReporter
{
    public void Start(string command, Settings settings, string data)
    {
        if (!quiet) progress.WriteLine($"{Banner.Text}\n{command}: {data}, seed {settings.Seed}");
    }

    public void Note(string text)
    {
        if (!quiet) progress.WriteLine(text);
    }

    public void Warn(string text) => progress.WriteLine("warning: " + text);

    public void Step(TrainingStep step)
    {
    }

    public void Epoch(TrainingEpoch epoch)
    {
        if (!quiet)
            progress.WriteLine($"{epoch.Phase} epoch {epoch.Epoch}/{epoch.Epochs}  loss {NumberText.Short(epoch.Loss)}  test {NumberText.Percent(epoch.Accuracy)}  " +
                $"lr {NumberText.Short(epoch.LearningRate)}  {NumberText.Seconds(epoch.Elapsed)}");
    }

    public void Result(string name, double value, string text) => output.WriteLine(text);

    public void End(int exitCode, string text)
    {
        if (text.Length > 0 && !quiet) progress.WriteLine(text);
    }

    public void Dispose()
    {
        output.Flush();
        progress.Flush();
    }
}
