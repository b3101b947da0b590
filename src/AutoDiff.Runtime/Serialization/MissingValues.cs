namespace AutoDiff.Serialization;

/// <summary>What becomes of a missing number in a table.</summary>
public enum MissingValues
{
    /// <summary>An error that names line and column.</summary>
    Refuse,
    /// <summary>It becomes NaN.</summary>
    KeepAsNaN,
    /// <summary>Its row is left out.</summary>
    DropRow,
}
