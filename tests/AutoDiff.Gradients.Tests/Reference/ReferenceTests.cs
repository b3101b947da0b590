using System.Numerics;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>The models and their generated gradients against the reference data.</summary>
[Trait("Category", "Reference")]
public class ReferenceTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in ReferenceData.Files.Where(f => !OperatorTable.Pending.Contains(f.Operator)))
            foreach (var c in file.Cases) cases.Add(file.Operator, c.Name);
        return cases;
    }

    [Fact]
    public void EveryFileHasAnAdaptorOrIsPending() =>
        Assert.All(ReferenceData.Files.Select(f => f.Operator).Except(OperatorTable.Pending), name => Assert.NotNull(OperatorTable.Find<double>(name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void DoubleAgreesWithTheOracle(string operatorName, string caseName)
    {
        var reference = ReferenceData.Case(operatorName, caseName);
        Check<double>(reference, (_, expected) => Comparison.Tolerance64(reference, expected));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FloatIsAsExactAsTheOracleInFloat(string operatorName, string caseName)
    {
        var reference = ReferenceData.Case(operatorName, caseName);
        if (!FitsFloat(reference)) return;
        double output = ReferenceData.Float32.Output(reference), gradient = ReferenceData.Float32.Gradient(reference);
        Check<float>(reference, (what, expected) => Comparison.Tolerance32(reference, expected, what.StartsWith("grad", StringComparison.Ordinal) ? gradient : output));
    }

    // Numbers such as 1.7e308 are infinite in float: another case than the one that the oracle answers.
    private static bool FitsFloat(ReferenceCase reference) =>
        reference.Inputs.Values.SelectMany(t => t.Data).All(v => !double.IsFinite(v) || float.IsFinite((float)v));

    private static void Check<T>(ReferenceCase reference, Func<string, ReferenceTensor, double> tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var run = OperatorTable.Find<T>(reference.Operator) ?? throw new NotSupportedException($"No adaptor runs the operator '{reference.Operator}'.");
        var call = new OperatorCall<T>(reference);
        if (reference.OracleError is not null || Conventions.Find(reference.Operator, reference.Name, Conventions.Throws) is not null)
        {
            Assert.ThrowsAny<ArgumentException>(() => run(call));
            return;
        }
        run(call);
        string[] problems =
        [
            .. call.Unread.Select(u => u + " is not read"),
            .. Missing(reference, call.Results.Select(r => r.What)).Select(m => m + " is not delivered"),
            .. Differences(reference, call, tolerance),
        ];
        if (problems.Length > 0) Assert.Fail(string.Join(Environment.NewLine, problems));
    }

    private static IEnumerable<string> Differences<T>(ReferenceCase reference, OperatorCall<T> call, Func<string, ReferenceTensor, double> tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (what, value) in call.Results)
        {
            string name = what.Replace("generated ", "", StringComparison.Ordinal);
            var oracle = Expected(reference, name);
            if (oracle is null) continue;
            var expected = Conventions.Apply(reference, name, oracle);
            double[] actual = Array.ConvertAll(value.ToArray(), double.CreateTruncating);
            if (Comparison.Difference(actual, expected.Data, tolerance(name, expected)) is { } difference) yield return $"{what}: {difference}";
        }
    }

    private static ReferenceTensor? Expected(ReferenceCase reference, string what)
    {
        string name = what[(what.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return what.StartsWith("output", StringComparison.Ordinal) ? reference.Outputs[name] : reference.Gradients[name];
    }

    private static IEnumerable<string> Missing(ReferenceCase reference, IEnumerable<string> delivered)
    {
        var wanted = reference.Outputs.Keys.Select(k => "output " + k);
        wanted = wanted.Concat(reference.Gradients.Where(g => g.Value is not null).Select(g => "grad " + g.Key));
        return wanted.Except(delivered);
    }
}
