using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>The envelope of saved scalers: format, version, type, number of features, then what the type needs.</summary>
internal static class ScalerJson
{
    private const string Format = "autodiff-scaler";
    private const int Version = 1;

    public static void Write(FeatureScaler scaler, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("type", scaler.TypeName);
        writer.WriteNumber("features", scaler.Features);
        writer.WriteString("missing", scaler.Missing.ToString());
        scaler.WriteState(writer);
        writer.WriteEndObject();
    }

    public static FeatureScaler Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(new StateReader(document.RootElement));
        }
        catch (JsonException error)
        {
            throw new Serialization.DataFormatException("scaler state", $"it is no JSON: {error.Message}", "Give the text that ToJson wrote.", error);
        }
    }

    public static FeatureScaler Read(StateReader state)
    {
        if (state.Text("format") != Format) throw StateReader.Bad($"its format is '{state.Text("format")}', not '{Format}'.");
        int version = state.Integer("version", 1);
        if (version > Version) throw StateReader.Bad($"its version is {version}; this program reads up to {Version}.", "Use a newer version of the program.");
        var scaler = ReadType(state);
        scaler.ReadCommon(state);
        return scaler;
    }

    private static FeatureScaler ReadType(StateReader state) =>
        state.Text("type") switch
        {
            nameof(StandardScaler) => StandardScaler.Read(state),
            nameof(SlidingStandardScaler) => SlidingStandardScaler.Read(state),
            nameof(MinMaxScaler) => MinMaxScaler.Read(state),
            nameof(MaxAbsScaler) => MaxAbsScaler.Read(state),
            nameof(RobustScaler) => RobustScaler.Read(state),
            nameof(QuantileScaler) => QuantileScaler.Read(state),
            nameof(YeoJohnsonScaler) => YeoJohnsonScaler.Read(state),
            nameof(BinningScaler) => BinningScaler.Read(state),
            nameof(ScalerPipeline) => ScalerPipeline.Read(state),
            var other => throw StateReader.Bad($"there is no scaler '{other}'."),
        };
}
