using AutoDiff.Diagnostics;

namespace AutoDiff.Runtime.Tests.Diagnostics;

/// <summary>A loss with a fault in what it returns.</summary>
/// <param name="inner">The healthy one.</param>
/// <param name="change">Receives the call's number from 0, the loss and the gradient; returns the loss.</param>
internal sealed class ChangedLoss(IBatchLoss<double> inner, ChangedLoss.Change change) : IBatchLoss<double>
{
    public delegate double Change(int call, double loss, Span<double> gradient);

    private int _calls;

    public IModel<double> Model => inner.Model;

    public int Batches => inner.Batches;

    public double Evaluate(int batch, Span<double> gradient)
    {
        double loss = inner.Evaluate(batch, gradient);
        return change(_calls++, loss, gradient);
    }
}
