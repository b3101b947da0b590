namespace AutoDiff.Metrics;

/// <summary>The value of a metric was asked for that these samples do not have. Ask <see cref="MetricValue.IsDefined"/> first.</summary>
public sealed class UndefinedMetricException : InvalidOperationException
{
    public UndefinedMetricException()
    {
    }

    public UndefinedMetricException(string message) : base(message)
    {
    }

    public UndefinedMetricException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
