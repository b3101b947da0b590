using Spectre.Console;

namespace AutoDiff.Models.Cli;

/// <summary>A terminal: the epoch under way is redrawn in its line, the rest is as in <see cref="PlainReporter"/> with colour.</summary>
public sealed class LiveReporter : IRunReporter
{
    // Redrawing more often costs more than it shows.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(80);

    private readonly IAnsiConsole _output, _progress;
    private readonly TextWriter _line;
    private DateTime _drawn;
    private int _width;

    public LiveReporter(bool color)
    {
        _line = Console.Error;
        _output = Create(Console.Out, color);
        _progress = Create(Console.Error, color);
    }

    public void Start(string command, Settings settings, string data)
    {
        _progress.MarkupLine($"[grey]{Markup.Escape(Banner.Text)}[/]");
        _progress.MarkupLine($"[bold]{Markup.Escape(command)}[/]  {Markup.Escape(data)}, seed {settings.Seed}");
    }

    public void Note(string text)
    {
        Clear();
        _progress.WriteLine(text);
    }

    public void Warn(string text)
    {
        Clear();
        _progress.MarkupLine($"[yellow]warning:[/] {Markup.Escape(text)}");
    }

    public void Step(TrainingStep step)
    {
        if (DateTime.UtcNow - _drawn < Interval) return;
        _drawn = DateTime.UtcNow;
        string text = $"{step.Phase} epoch {step.Epoch}/{step.Epochs}  batch {step.Batch}/{step.Batches}  loss {NumberText.Short(step.Loss)}";
        _line.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }

    public void Epoch(TrainingEpoch epoch)
    {
        Clear();
        _progress.MarkupLine($"{Markup.Escape(epoch.Phase)} epoch {epoch.Epoch}/{epoch.Epochs}  loss {NumberText.Short(epoch.Loss)}  " +
            $"test [bold]{NumberText.Percent(epoch.Accuracy)}[/]  [grey]lr {NumberText.Short(epoch.LearningRate)}  {NumberText.Seconds(epoch.Elapsed)}[/]");
    }

    public void Result(string name, double value, string text)
    {
        Clear();
        _output.MarkupLine($"[green]{Markup.Escape(text)}[/]");
    }

    public void End(int exitCode, string text)
    {
        Clear();
        if (text.Length > 0) _progress.WriteLine(text);
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        if (_width == 0) return;
        _line.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }

    private static IAnsiConsole Create(TextWriter writer, bool color) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = color ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });
}
