using System.Globalization;
using System.Runtime.InteropServices;
using CsvHelper;

namespace AutoDiff.Serialization;

/// <summary>Collects the rows of a <see cref="CsvTable"/>.</summary>
internal sealed class CsvTableBuilder(string file, CsvOptions options)
{
    private readonly HashSet<string> _missing = new(options.MissingMarkers, StringComparer.OrdinalIgnoreCase);
    private readonly List<double> _values = [];
    private readonly List<string> _labels = [];
    private string[] _columns = [];
    private int _label = -1;
    private int _rows, _kept;

    public CsvTable Read(CsvReader reader)
    {
        if (options.HasHeader) _columns = [.. reader.Headers];
        while (reader.Read())
        {
            if (_rows++ == 0) Begin(reader);
            AddRow(reader);
        }
        if (_kept == 0) throw Bad("it has no rows.", "Give a file with at least one row.");

        int width = _columns.Length - (_label >= 0 ? 1 : 0);
        string[] names = [.. _columns.Where((_, i) => i != _label)];
        var (labels, classes) = Encode();
        return new CsvTable(Tensor<double>.Wrap([.. _values], _kept, width), names, labels, classes);
    }

    private void Begin(CsvReader reader)
    {
        if (!options.HasHeader) _columns = [.. Enumerable.Range(1, reader.FieldCount).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        _label = LabelPosition();
    }

    private int LabelPosition()
    {
        if (options.LabelColumn is { } name)
        {
            int found = Array.IndexOf(_columns, name);
            return found >= 0 ? found : throw Bad($"there is no column '{name}'.", $"The columns are {string.Join(", ", _columns)}.");
        }
        if (options.LabelIndex is not { } index) return -1;
        int position = index < 0 ? index + _columns.Length : index;
        return position >= 0 && position < _columns.Length ? position
            : throw Bad($"there is no column number {index}.", $"It has {_columns.Length} columns, counted from 0.");
    }

    private void AddRow(CsvReader reader)
    {
        if (reader.FieldCount != _columns.Length)
            throw Bad($"line {reader.LineNumber} has {reader.FieldCount} fields and the first line {_columns.Length}.", "Give every row the same number of fields.");
        string label = _label >= 0 ? reader.GetString(_label) : "";
        if (_label >= 0 && _missing.Contains(label))
        {
            if (options.Missing == MissingValues.DropRow) return;
            throw At(reader, _label, $"'{label}' stands for a missing label.", "Fill it in, or choose MissingValues.DropRow.");
        }
        int start = _values.Count;
        for (int c = 0; c < _columns.Length; c++)
        {
            if (c == _label) continue;
            double value = Number(reader, c);
            if (double.IsNaN(value) && options.Missing == MissingValues.DropRow)
            {
                CollectionsMarshal.SetCount(_values, start);
                return;
            }
            _values.Add(value);
        }
        if (_label >= 0) _labels.Add(label);
        _kept++;
    }

    private double Number(CsvReader reader, int column)
    {
        bool isNumber = double.TryParse(reader.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && double.IsFinite(value)) return value;
        string field = reader.GetString(column);
        if (!_missing.Contains(field))
            throw At(reader, column, $"'{field}' is not a {(isNumber ? "finite " : "")}number.", "Write numbers with a decimal point, up to 1.8e308, and name the label column in the options.");
        return options.Missing != MissingValues.Refuse ? double.NaN
            : throw At(reader, column, $"'{field}' stands for a missing number.", "Fill it in, or choose MissingValues.KeepAsNaN or DropRow.");
    }

    private (int[] Labels, string[] Classes) Encode()
    {
        string[] classes = [.. _labels.Distinct().Order(StringComparer.Ordinal)];
        if (classes.All(c => long.TryParse(c, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            Array.Sort(classes, (a, b) => long.Parse(a, CultureInfo.InvariantCulture).CompareTo(long.Parse(b, CultureInfo.InvariantCulture)));
        var numbers = classes.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        return ([.. _labels.Select(l => numbers[l])], classes);
    }

    private DataFormatException At(CsvReader reader, int column, string problem, string advice)
    {
        string name = options.HasHeader ? $"column {column + 1} ({_columns[column]})" : $"column {column + 1}";
        return Bad($"line {reader.LineNumber}, {name}: {problem}", advice);
    }

    private DataFormatException Bad(string problem, string advice) => new(file, problem, advice);
}
