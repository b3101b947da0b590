using System.Numerics;

namespace AutoDiff.Diagnostics;

/// <summary>A copy of all numbers of a model, to put them back after a trial.</summary>
public sealed class ModelSnapshot<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IModel<T> _model;
    private readonly T[] _parameters, _buffers;

    public ModelSnapshot(IModel<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _parameters = model.Parameters.ToArray();
        _buffers = model.Buffers.ToArray();
    }

    /// <summary>Gives the model the parameters and buffers that it had.</summary>
    public void Restore()
    {
        _parameters.CopyTo(_model.Parameters);
        _buffers.CopyTo(_model.Buffers);
    }
}
