using System.CommandLine;

namespace AutoDiff.Models.Cli;

/// <summary>All verbs; without one, the program trains.</summary>
public static class Verbs
{
    public static RootCommand Create(SharedOptions options, CommandEnvironment environment)
    {
        var root = new RootCommand("Trains a network with gradients that the compiler wrote, quantizes it to int8 and measures both.");
        options.AddTo(root);
        var train = new TrainCommand(options, environment);
        train.AddTo(root);
        root.SetAction(train.Run);
        root.Subcommands.Add(train.Create());
        root.Subcommands.Add(new EvalCommand(options, environment).Create());
        root.Subcommands.Add(new GradCheckCommand(options, environment).Create());
        root.Subcommands.Add(new SummaryCommand(options, environment).Create());
        root.Subcommands.Add(new ExplainCommand(environment).Create());
        root.Subcommands.Add(new ClusterCommand(options, environment).Create());
        root.Subcommands.Add(new DoctorCommand(options, environment).Create());
        root.Subcommands.Add(new BenchCommand(environment).Create());
        root.Subcommands.Add(new GradBenchCommand(environment).Create());
        return root;
    }
}
