using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary>How the program writes JSON.</summary>
internal static class JsonText
{
    /// <summary>One line; NaN and infinities as text.</summary>
    public static JsonSerializerOptions Line { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static JsonSerializerOptions Indented { get; } = new(Line) { WriteIndented = true };
}
