namespace AutoDiff.Optimizers;

public abstract unsafe partial class Optimizer<T>
{
    private RowStep<T>? _rowStep;

    /// <summary>
    /// A step on a table of which only some rows have a gradient, such as an embedding: work and memory traffic are those of the rows. Rows without
    /// a gradient stay as they are, and so does their state: for <see cref="Sgd{T}"/> without momentum and <see cref="Adagrad{T}"/>, both without weight
    /// decay, that is exactly the step with zeros; momentum, running averages and decay act where a row is met (PyTorch: torch.optim.SparseAdam).
    /// </summary>
    /// <param name="table">The whole table [Length / width, width], row-major.</param>
    /// <param name="gradient">Row numbers and their gradients [count, width]; repeated rows add up in their order, negative ones are left out.</param>
    /// <param name="gradientScale">Factor of the gradient.</param>
    /// <exception cref="ArgumentException">The table has not the length that the optimizer was made for, its length is no multiple of the width, or there is not one index for each row of values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row number lies beyond the table.</exception>
    /// <exception cref="NotSupportedException">The rule needs the gradient of all parameters, as averages and layer norms do.</exception>
    /// <exception cref="InvalidOperationException">The schedule gave a learning rate that is negative or not finite.</exception>
    public void StepRows(Span<T> table, SparseRows<T> gradient, double gradientScale = 1)
    {
        if (!CanStepRows) throw new NotSupportedException($"{StateKind} needs the gradient of all parameters; take Adagrad, Adam or Sgd for rows.");
        StepLengths.Require(Length, table.Length, Length);
        double rate = RateOf(_schedule);
        _rowStep ??= new RowStep<T>();
        _rowStep.Group(gradient, Length);
        fixed (T* p = table, g = gradient.Values.Span)
            Update(new Arguments(p, g, T.CreateTruncating(gradientScale), _rowStep), StepCount + 1, rate);
        StepCount++;
    }

    /// <summary>Whether the rule treats each parameter by itself.</summary>
    private protected virtual bool CanStepRows => true;
}
