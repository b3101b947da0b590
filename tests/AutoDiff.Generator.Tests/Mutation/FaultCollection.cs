namespace AutoDiff.Generator.Tests.Mutation;

/// <summary>Tests that change the table of derivative rules for a while run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class FaultCollection
{
    public const string Name = "Faults";
}
