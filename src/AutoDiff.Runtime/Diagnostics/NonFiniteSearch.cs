using System.Numerics;

namespace AutoDiff.Diagnostics;

/// <summary>Finds where infinities and NaN begin.</summary>
public static class NonFiniteSearch
{
    /// <summary>Looks through the model, its layers in the order of the forward pass, and the gradients in the order of the backward pass.</summary>
    /// <param name="loss">One forward and backward pass is run; the model gets its numbers back.</param>
    /// <param name="batch">Of which batch.</param>
    public static NonFiniteReport Run<T>(ITappedLoss<T> loss, int batch = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        var (parameter, buffer) = (InTensors(loss.Model, isBuffer: false), InTensors(loss.Model, isBuffer: true));
        var gradient = new T[loss.Model.Parameters.Length];
        var before = new ModelSnapshot<T>(loss.Model);
        double value;
        try
        {
            value = loss.Evaluate(batch, gradient);
        }
        finally
        {
            before.Restore();
        }
        return new NonFiniteReport
        {
            Parameter = parameter,
            Buffer = buffer,
            Output = FirstOutput(loss),
            Loss = double.IsFinite(value) ? null : new NonFiniteLocation(NonFinitePlace.Loss, "", -1, value),
            OutputGradient = LastOutputGradient(loss),
            ParameterGradient = LastGradient(loss.Model, gradient),
        };
    }

    /// <summary>
    /// The first of many layers whose output is not finite, where looking at one is expensive: about log2 of them are evaluated. What is not finite
    /// has to stay so in later layers, as NaN does.
    /// </summary>
    /// <param name="layers">Number of layers.</param>
    /// <param name="isFinite">Runs forward to the end of a layer and says whether its output is finite.</param>
    /// <returns>The layer; -1 if the last output is finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no layers.</exception>
    public static int Bisect(int layers, Func<int, bool> isFinite)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentNullException.ThrowIfNull(isFinite);
        if (isFinite(layers - 1)) return -1;
        int finite = -1, broken = layers - 1;
        while (broken - finite > 1)
        {
            int middle = finite + (broken - finite) / 2;
            if (isFinite(middle)) finite = middle;
            else broken = middle;
        }
        return broken;
    }

    private static NonFiniteLocation? InTensors<T>(IModel<T> model, bool isBuffer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var p in model.EnumerateParameters())
        {
            if (p.IsBuffer == isBuffer && At<T>(isBuffer ? NonFinitePlace.Buffer : NonFinitePlace.Parameter, p.Name, model.Values(p)) is { } found) return found;
        }
        return null;
    }

    private static NonFiniteLocation? FirstOutput<T>(ITappedLoss<T> loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < loss.Layers.Count; i++)
            if (At(NonFinitePlace.Output, loss.Layers[i].Name, loss.Output(i)) is { } found) return found;
        return null;
    }

    private static NonFiniteLocation? LastOutputGradient<T>(ITappedLoss<T> loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = loss.Layers.Count - 1; i >= 0; i--)
            if (At(NonFinitePlace.OutputGradient, loss.Layers[i].Name, loss.Adjoint(i)) is { } found) return found;
        return null;
    }

    private static NonFiniteLocation? LastGradient<T>(IModel<T> model, ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var p in model.EnumerateParameters().Where(p => !p.IsBuffer).Reverse())
            if (At(NonFinitePlace.ParameterGradient, p.Name, p.Part(gradient)) is { } found) return found;
        return null;
    }

    private static NonFiniteLocation? At<T>(NonFinitePlace place, string name, ReadOnlySpan<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int element = FiniteCheck.FirstNonFinite(numbers);
        return element < 0 ? null : new NonFiniteLocation(place, name, element, double.CreateTruncating(numbers[element]));
    }
}
