namespace AutoDiff;

/// <summary>How the rows of a bag are combined; an empty bag gives zeros in every mode.</summary>
public enum BagMode
{
    /// <summary>The sum of the rows.</summary>
    Sum,

    /// <summary>The sum divided by the number of rows.</summary>
    Mean,

    /// <summary>The largest entry of each column; the gradient goes to the first row that has it.</summary>
    Max,
}
