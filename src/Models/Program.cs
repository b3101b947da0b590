using AutoDiff.Models.Cli;

return CommandLine.Run(args, new CommandEnvironment(Console.Out, Console.Error, Environment.GetEnvironmentVariable));
