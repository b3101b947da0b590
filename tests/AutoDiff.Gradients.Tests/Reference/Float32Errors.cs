using System.Globalization;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>How far the oracle itself is off in float32, relative to the largest magnitude of the tensor: the files float32_error*.csv.</summary>
public sealed class Float32Errors
{
    private readonly Dictionary<(string Operator, string Case), (double Output, double Gradient)> _rows = [];

    public static Float32Errors Read(string folder)
    {
        var errors = new Float32Errors();
        foreach (string path in Directory.GetFiles(folder, "float32_error*.csv").Order(StringComparer.Ordinal)) errors.ReadFile(path);
        return errors;
    }

    public double Output(ReferenceCase c) => Find(c).Output;

    public double Gradient(ReferenceCase c) => Find(c).Gradient;

    // A case without a row gets a quarter of the tolerance that the data's description suggests.
    private (double Output, double Gradient) Find(ReferenceCase c) =>
        _rows.TryGetValue((c.Operator, c.Name), out var row) ? row : (5e-6, 5e-6);

    private void ReadFile(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines[0] != "op,case,edge,output_error,grad_error") throw new FormatException($"{path}: unknown columns '{lines[0]}'.");
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            _rows[(cells[0], cells[1])] = (Number(cells[3]), Number(cells[4]));
        }
    }

    private static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "nan" or "" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
