using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// A copy of the state of an optimizer, average, schedule or monitor at one moment. Restored, it goes on with the same bits as if it had not
/// stopped. For files see <see cref="Serialization.Checkpoint"/>.
/// </summary>
public sealed class TrainingState : IStateSource
{
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, Array> _arrays;

    private TrainingState(Dictionary<string, string> texts, Dictionary<string, Array> arrays) => (_texts, _arrays) = (texts, arrays);

    /// <summary>What the state is of, such as <c>Adam</c>.</summary>
    public string Kind => _texts[StateVisitor.KindName];

    /// <summary>Names of everything in it.</summary>
    public IEnumerable<string> Names => _texts.Keys.Concat(_arrays.Keys);

    /// <summary>Counts, numbers and kinds, by name.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>Arrays of <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>, by name.</summary>
    public IReadOnlyDictionary<string, Array> Arrays => _arrays;

    /// <summary>Copies the state.</summary>
    public static TrainingState Of(IStateful stateful)
    {
        var collector = new StateCollector("");
        collector.Visit(stateful);
        return new TrainingState(collector.Texts, collector.Arrays.ToDictionary(a => a.Name, a => (Array)a.Values.Clone(), StringComparer.Ordinal));
    }

    /// <summary>Sets the state back. All of it is checked before any of it is changed. Floats of another width are converted.</summary>
    /// <exception cref="StateMismatchException">It is the state of another kind, or an entry is missing, unknown or of another length.</exception>
    public void RestoreTo(IStateful stateful) => StateReading.Restore(stateful, this, "");

    string? IStateSource.Text(string name) => _texts.GetValueOrDefault(name);

    long? IStateSource.Length<T>(string name) => _arrays.TryGetValue(name, out var values) ? values.Length : null;

    void IStateSource.Read<T>(string name, Span<T> destination)
    {
        switch (_arrays[name])
        {
            case T[] same: same.CopyTo(destination); break;
            case float[] single: Convert(single, destination); break;
            case double[] wide: Convert(wide, destination); break;
            case Half[] half: Convert(half, destination); break;
        }
    }

    private static void Convert<TFrom, T>(TFrom[] from, Span<T> to)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < from.Length; i++) to[i] = T.CreateTruncating(from[i]);
    }
}
