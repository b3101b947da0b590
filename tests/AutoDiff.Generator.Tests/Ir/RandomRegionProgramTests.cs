namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>The random region functions are worth running laws on.</summary>
public class RandomRegionProgramTests
{
    private static readonly Function[] s_programs = [.. Enumerable.Range(0, 100).Select(seed => seed % 2 == 0 ? RandomRegionPrograms.Scalar(seed, 4 + seed % 20) : RandomRegionPrograms.Written(seed, 4 + seed % 20))];

    [Fact]
    public void EachProgram_IsWellFormedAndHasFiniteResults() => Assert.All(s_programs, function =>
        Assert.All(Interpreter.Run(function, RandomRegionPrograms.Extents, Laws.Arguments(function, RandomRegionPrograms.Extents, 1)), result => Assert.All(result.Value.Data, x => Assert.True(double.IsFinite(x)))));

    [Fact]
    public void EveryKindOfRegion_Occurs()
    {
        var instructions = s_programs.SelectMany(f => Laws.All(f.Body)).ToList();
        Type[] kinds = [typeof(For), typeof(While), typeof(If), typeof(Read), typeof(Write), typeof(AddAt), typeof(Zeros), typeof(Contract), typeof(Reduce)];
        Assert.All(kinds, kind => Assert.True(instructions.Count(i => i.GetType() == kind) > 20, $"{kind.Name} is rare"));
        Assert.Contains(instructions, i => i is For { Descending: true });
    }
}
