namespace AutoDiff.Generator.Tests;

using System.Reflection;
using System.Runtime.CompilerServices;

/// <summary>
/// Text snapshots in the manner of Verify: <c>await Verify(text)</c> compares with Snapshots/Class.Test.verified.txt, writes .received.txt on a mismatch,
/// and UPDATE_SNAPSHOTS=1 accepts.
/// </summary>
public static class Snapshots
{
    public static string Folder { get; } = Path.Combine(
        typeof(Snapshots).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "Snapshots");

    public static async Task Verify(string text, string extension = "txt", [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        text = text.ReplaceLineEndings("\n");
        string name = $"{Path.GetFileNameWithoutExtension(file)}.{test}";
        string verified = Path.Combine(Folder, $"{name}.verified.{extension}");
        string received = Path.Combine(Folder, $"{name}.received.{extension}");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(verified, text);
            return;
        }
        string expected = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n") : "";
        if (expected == text) File.Delete(received);
        else await File.WriteAllTextAsync(received, text);
        Assert.Equal(expected, text);
    }
}
