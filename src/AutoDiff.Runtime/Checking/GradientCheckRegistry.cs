namespace AutoDiff.Checking;

/// <summary>
/// All differentiable methods of the program. Generated code enters them when its assembly is loaded; nothing is found by reflection.
/// </summary>
public static class GradientCheckRegistry
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, GradientCheckCase> Registered = new(StringComparer.Ordinal);

    /// <summary>The methods entered so far, by name.</summary>
    public static IReadOnlyList<GradientCheckCase> Cases
    {
        get
        {
            lock (Gate) return [.. Registered.Values];
        }
    }

    /// <summary>Enters a method; a later one of the same name takes its place.</summary>
    public static void Register(GradientCheckCase @case)
    {
        ArgumentNullException.ThrowIfNull(@case);
        lock (Gate) Registered[@case.Name] = @case;
    }
}
