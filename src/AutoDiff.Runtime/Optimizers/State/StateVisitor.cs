using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Goes through the state of an <see cref="IStateful"/>. Names are unique within a part. A number is passed by reference and may come back changed.
/// </summary>
public abstract class StateVisitor
{
    /// <summary>Where the kind of a part is kept.</summary>
    internal const string KindName = "type";

    private readonly string _root;
    private string _prefix;

    private protected StateVisitor(string root) => (_root, _prefix) = (root, root);

    /// <summary>A part with a state of its own, whose names start with that of the part and a dot.</summary>
    public void Part(string name, IStateful part)
    {
        string outer = _prefix;
        _prefix = outer + name + ".";
        try
        {
            Visit(part);
        }
        finally
        {
            _prefix = outer;
        }
    }

    /// <summary>A number of times something happened; never negative.</summary>
    public void Count(string name, ref long value) => OnCount(_prefix + name, ref value);

    /// <summary>Any number.</summary>
    public void Number(string name, ref double value) => OnNumber(_prefix + name, ref value);

    /// <summary>A truth value.</summary>
    public void Flag(string name, ref bool value) => OnFlag(_prefix + name, ref value);

    /// <summary>A text.</summary>
    public void Text(string name, ref string value) => OnText(_prefix + name, ref value);

    /// <summary>Numbers whose count does not change.</summary>
    public void Values<T>(string name, T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => OnValues(_prefix + name, values);

    /// <summary>Numbers whose count is part of the state.</summary>
    public void VaryingValues<T>(string name, ref T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => OnVaryingValues(_prefix + name, ref values);

    internal void Visit(IStateful stateful)
    {
        ArgumentNullException.ThrowIfNull(stateful);
        OnKind(_prefix + KindName, stateful.StateKind);
        stateful.VisitState(this);
        if (_prefix == _root) OnEnd(_root);
    }

    private protected abstract void OnKind(string name, string kind);

    private protected abstract void OnCount(string name, ref long value);

    private protected abstract void OnNumber(string name, ref double value);

    private protected abstract void OnFlag(string name, ref bool value);

    private protected abstract void OnText(string name, ref string value);

    private protected abstract void OnValues<T>(string name, T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected abstract void OnVaryingValues<T>(string name, ref T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected virtual void OnEnd(string root)
    {
    }
}
