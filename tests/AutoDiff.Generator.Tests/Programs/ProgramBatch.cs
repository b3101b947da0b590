using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Programs that are compiled together. A batch that fails shrinks to its halves, then to one program, then that program shrinks.</summary>
internal sealed record ProgramBatch(IReadOnlyList<SourceProgram> Programs)
{
    public static Arbitrary<ProgramBatch> Arbitrary(int count, LanguageFeatures features)
    {
        var program = from seed in Gen.Choose(0, 999_999)
                      from size in Gen.Choose(2, 24)
                      select ProgramWriter.Write(seed, size, features);
        return Arb.From(program.ListOf(count).Select(list => new ProgramBatch([.. list.DistinctBy(p => p.Name)])), batch => batch.Simpler());
    }

    private IEnumerable<ProgramBatch> Simpler()
    {
        if (Programs.Count == 1) return Programs[0].Simpler().Select(p => new ProgramBatch([p]));
        int half = Programs.Count / 2;
        return [new ProgramBatch([.. Programs.Take(half)]), new ProgramBatch([.. Programs.Skip(half)])];
    }

    public override string ToString() => Programs.Count == 1 ? Programs[0].Text : $"{Programs.Count} programs: {string.Join(", ", Programs.Select(p => p.Name))}";
}
