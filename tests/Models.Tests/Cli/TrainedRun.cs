namespace AutoDiff.Models.Tests;

/// <summary>A short run on small images.</summary>
internal static class TrainedRun
{
    public static string[] Arguments(TemporaryFolder folder, params string[] more) =>
        ["train", "--data", folder.Path, "--out", folder.File("out"), "--epochs", "6", "--batch-size", "16", "--set", "quantized-epochs=3", "--set", "hidden=12", .. more];

    public static Cli.Outcome Train(TemporaryFolder folder, params string[] more)
    {
        IdxFolder.Write(folder.Path);
        return Cli.Run(Arguments(folder, more));
    }
}
