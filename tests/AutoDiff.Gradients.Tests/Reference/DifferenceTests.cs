using AutoDiff.Checking;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>
/// The generated gradient of every model function against central differences of the method as written, at the points of the reference data
/// that are not edge cases.
/// </summary>
public class DifferenceTests
{
    // The derivative of these passes straight through a rounding: differences see the steps.
    private static readonly string[] Rounding = ["fake_quant_tensor", "fake_quant_channel", "lsq", "lsq_tensor_torch", "lsq_channel_torch"];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in ReferenceData.Files.Where(f => !OperatorTable.Pending.Contains(f.Operator) && !Rounding.Contains(f.Operator)))
            foreach (var c in file.Cases.Where(c => c.Tags.Count == 0 && c.Gradients.Values.Any(g => g is not null))) cases.Add(file.Operator, c.Name);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GeneratedGradient_EqualsDifferences(string operatorName, string caseName)
    {
        var reference = ReferenceData.Case(operatorName, caseName);
        var run = OperatorTable.Find<double>(operatorName)!;
        string[] inputs = [.. reference.Gradients.Where(g => g.Value is not null).Select(g => g.Key)];
        var result = GradientCheck.Run(x => Value(Moved(x)), x => Gradient(Moved(x)), [.. inputs.SelectMany(i => reference.Inputs[i].Data)]);
        Assert.True(result.Passed, $"{result.Worst}");

        double Value(ReferenceCase at) => Results(at, "output").Where(r => reference.Upstream.ContainsKey(r.Name))
            .Sum(r => r.Values.Zip(reference.Upstream[r.Name].Data, (y, u) => y * u).Sum());

        double[] Gradient(ReferenceCase at)
        {
            var gradients = Results(at, "grad").ToDictionary(r => r.Name, r => r.Values);
            return [.. inputs.SelectMany(i => gradients[i])];
        }

        IEnumerable<(string Name, double[] Values)> Results(ReferenceCase at, string kind)
        {
            var call = new OperatorCall<double>(at);
            run(call);
            return call.Results.Where(r => r.What.StartsWith(kind + " ", StringComparison.Ordinal)).Select(r => (r.What[(kind.Length + 1)..], r.Value.ToArray()));
        }

        ReferenceCase Moved(double[] x)
        {
            int offset = 0;
            var moved = new Dictionary<string, ReferenceTensor>(reference.Inputs);
            foreach (string input in inputs)
            {
                int length = reference.Inputs[input].Data.Length;
                moved[input] = reference.Inputs[input] with { Data = x[offset..(offset + length)] };
                offset += length;
            }
            return reference with { Inputs = moved };
        }
    }
}
