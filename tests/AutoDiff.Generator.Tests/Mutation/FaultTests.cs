using System.Reflection;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Differentiation;
using AutoDiff.Generator.Tests.Differentiation.Regions;
using AutoDiff.Generator.Tests.Ir;
using AutoDiff.Generator.Tests.Optimization;
using Xunit.Abstractions;

namespace AutoDiff.Generator.Tests.Mutation;

/// <summary>Every seeded fault in a derivative rule, in reverse mode or in a pass is caught by the laws that the other tests hold the compiler to.</summary>
[Collection(FaultCollection.Name)]
public class FaultTests(ITestOutputHelper output)
{
    private const int Programs = 60;

    [Fact]
    public void EveryFaultOfARule_IsCaught()
    {
        Assert.Null(FirstBrokenLaw());
        Report(RuleFaults.All, fault =>
        {
            // The table hands out its own rows.
            var row = (DerivativeRules.Partial?[])DerivativeRules.Of(fault.Operator);
            var right = row[fault.Operand];
            try
            {
                row[fault.Operand] = fault.Wrong;
                return FirstBrokenLaw();
            }
            finally
            {
                row[fault.Operand] = right;
            }
        });
    }

    [Fact]
    public void EveryFaultOfReverseMode_IsCaught()
    {
        Assert.Null(BrokenGradient(f => f));
        Report(FunctionFaults.Reverse, fault => BrokenGradient(fault.Spoil));
    }

    [Fact]
    public void EveryFaultOfAPass_IsCaught()
    {
        Assert.Null(BrokenPass(f => f));
        Report(FunctionFaults.Passes, fault => BrokenPass(fault.Spoil));
    }

    private void Report<T>(IReadOnlyList<T> faults, Func<T, string?> law)
        where T : notnull
    {
        var survivors = new List<string>();
        foreach (var fault in faults)
        {
            string? killer = law(fault);
            output.WriteLine($"{fault}: {killer ?? "SURVIVED"}");
            if (killer is null) survivors.Add(fault.ToString()!);
        }
        output.WriteLine($"{faults.Count - survivors.Count} of {faults.Count} caught");
        Assert.True(survivors.Count == 0, $"{survivors.Count} of {faults.Count} faults survive: {string.Join("; ", survivors)}");
    }

    /// <summary>The first law of the ordinary tests that fails; null where all hold.</summary>
    private static string? FirstBrokenLaw()
    {
        foreach (var (name, law) in RuleLaws())
            if (Breaks(law)) return name;
        return null;
    }

    private static IEnumerable<(string Name, Action Law)> RuleLaws()
    {
        var operators = new OperatorGradientTests();
        foreach (Operator op in OperatorGradientTests.RealOperators())
            yield return ($"gradient of {op}", () => operators.Gradient_IsTheFiniteDifference(op));
        var conventions = new ConventionTests();
        foreach (var method in typeof(ConventionTests).GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null))
            foreach (object[] arguments in method.GetParameters().Length == 0 ? [[]] : method.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(method)))
                yield return (method.Name, () => method.Invoke(conventions, arguments));
        for (int block = 0; block < 3; block++)
        {
            int part = block;
            yield return ("random programs", () => new RandomProgramTests().Gradient_IsTheDirectionalDifference(part));
        }
        yield return ("random programs with regions", () => new RandomRegionGradientTests().Gradient_IsDirectionalDifference(0));
    }

    private static string? BrokenGradient(Func<Function, Function> spoil) => Broken("gradient", seed =>
    {
        var function = RandomRegionPrograms.Scalar(seed, 4 + seed % 20);
        var joint = ReverseMode.Gradient(function);
        Laws.GradientIsDirectionalDifference(function, spoil(joint), RandomRegionPrograms.Extents, Laws.Arguments(joint, RandomRegionPrograms.Extents, seed));
    });

    private static string? BrokenPass(Func<Function, Function> spoil) => Broken("results before and after", seed =>
    {
        var function = RandomRegionPrograms.Scalar(seed, 4 + seed % 20);
        Laws.SameResults(function, spoil(Passes.Normalize(function)), RandomRegionPrograms.Extents, Laws.Arguments(function, RandomRegionPrograms.Extents, seed));
    });

    private static string? Broken(string law, Action<int> check)
    {
        for (int seed = 0; seed < Programs; seed++)
            if (Breaks(() => check(seed))) return $"{law} of random program {seed}";
        return null;
    }

    private static bool Breaks(Action law)
    {
        try
        {
            law();
            return false;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return true;
        }
    }
}
