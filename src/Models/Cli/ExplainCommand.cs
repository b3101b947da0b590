using System.CommandLine;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff explain</c>: the code that the compiler wrote for a method. The build puts it beside the program.</summary>
public sealed class ExplainCommand(CommandEnvironment environment)
{
    private readonly Argument<string?> _method = new("method")
    {
        Description = "Name of the method, for instance BatchNorm; without it, all names are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "generated");

    public Command Create()
    {
        var command = new Command("explain", "Show the generated derivative of a method.");
        command.Arguments.Add(_method);
        command.Subcommands.Add(new ExplainScalingCommand(environment).Create());
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        // Files are named Namespace.Class.Method.g.cs.
        var files = (Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.g.cs") : [])
            .ToLookup(f => Path.GetFileName(f)[..^".g.cs".Length].Split('.')[^1], StringComparer.Ordinal);
        if (files.Count == 0) throw new CommandException(ExitCode.BadData, $"{Folder}: there is no generated code. Build the project, which writes it there.");
        if (parsed.GetValue(_method) is not { } method)
        {
            foreach (string name in files.Select(f => f.Key).Order(StringComparer.Ordinal)) environment.Output.WriteLine(name);
            return ExitCode.Ok;
        }
        if (!files.Contains(method)) throw CommandException.Usage($"explain {method}: there is no such differentiable method. Run 'autodiff explain' for the list.");
        foreach (string file in files[method].Order(StringComparer.Ordinal)) environment.Output.Write(Derivative(File.ReadAllText(file)));
        return ExitCode.Ok;
    }

    // The check stands below the derivative.
    private static string Derivative(string file)
    {
        int check = file.IndexOf("\n// The check of the derivative above", StringComparison.Ordinal);
        return check < 0 ? file : file[..check];
    }
}
