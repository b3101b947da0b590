using System.Text.Json;

namespace AutoDiff.Preprocessing;

internal sealed partial class ColumnMoments
{
    /// <summary>Members of a JSON object; every number is read back with the same bits.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumbers("weight", _weight);
        writer.WriteNumbers("pivot", _pivot);
        writer.WriteNumbers("offset", _offset);
        writer.WriteNumbers("offsetRest", _offsetRest);
        writer.WriteNumbers("squares", _squares);
        writer.WriteNumbers("squaresRest", _squaresRest);
    }

    /// <exception cref="Serialization.DataFormatException">A member is missing, has another length or is out of its range.</exception>
    public void Read(StateReader state)
    {
        state.Numbers("weight", _weight, w => w >= 0 && double.IsFinite(w));
        state.Numbers("pivot", _pivot);
        state.Numbers("offset", _offset);
        state.Numbers("offsetRest", _offsetRest);
        state.Numbers("squares", _squares, s => s >= 0 && double.IsFinite(s));
        state.Numbers("squaresRest", _squaresRest);
    }
}
