namespace AutoDiff.Optimizers;

internal static class StateNames
{
    /// <summary>Adam`1 without the number of type arguments.</summary>
    public static string Of(Type type) => type.Name.Split('`')[0];
}
