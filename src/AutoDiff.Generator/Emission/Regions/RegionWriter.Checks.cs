using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

// Checks that numbers are finite.
internal sealed partial class RegionWriter
{
    private void WriteCheck(CheckFinite check)
    {
        var value = check.Checked;
        string site = Site(value, check.Operation);
        if (value.Axes.Count == 0)
        {
            string number = Use(value).Code.Text;
            _w.Line($"if (!{T}.IsFinite({number})) throw {RuntimeApi.FiniteCheck}.Failure<{T}>({site}, {number}{string.Concat(check.Inputs.Select(i => ", " + Described(i, "-1", "1")))});");
            return;
        }
        string elements = _places.Of(value).Elements, bad = UniqueName("bad");
        _w.Line($"int {bad} = {RuntimeApi.FiniteCheck}.FirstNonFinite<{T}>({elements});");
        _w.Line($"if ({bad} >= 0) throw {RuntimeApi.FiniteCheck}.Failure<{T}>({site}, {elements}, {bad}{string.Concat(check.Inputs.Select(i => ", " + Described(i, bad, $"{elements}.Length")))});");
    }

    /// <summary>An operand as the message shows it.</summary>
    private string Described(Value input, string element, string length)
    {
        string name = Literals.Text(NameFor(input));
        return input.Axes.Count == 0 ? $"{RuntimeApi.FiniteCheck}.Describe<{T}>({name}, {Use(input).Code})"
            : $"{RuntimeApi.FiniteCheck}.Describe<{T}>({name}, {_places.Of(input).Elements}, {element}, {length})";
    }

    private static string Site(Value value, string operation)
    {
        string line = (value.Source?.Line ?? 0).ToString(CultureInfo.InvariantCulture);
        return $"new {RuntimeApi.FiniteCheck}.Site({Literals.Text(value.Source?.File ?? "")}, {line}, {Literals.Text(NameFor(value))}, {Literals.Text(operation)}, {Literals.Text(value.Source?.Text ?? "")}, {(value.IsAdjoint ? "true" : "false")})";
    }

    private static string NameFor(Value value) => value.Name.Length > 0 ? value.Name : "the value";
}
