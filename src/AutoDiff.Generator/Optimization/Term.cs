using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>A truth value that must hold (or must not) for a term to count.</summary>
internal sealed record Condition(Value Value, bool Holds);

/// <summary>
/// One product of a sum: a number, factors, factors that an exact 0 of the other ones annihilates even if infinite (<see cref="Masked"/>), and conditions
/// without which the term is 0 whatever the factors are.
/// </summary>
internal sealed record Term(double Scale, EquatableArray<Value> Factors, EquatableArray<Value> Masked = default, EquatableArray<Condition> Conditions = default)
{
    public static Term Of(Value factor) => new(1, EquatableArray.Of(factor));

    /// <summary>All axes of the product.</summary>
    public EquatableArray<Axis> Axes => Parts.SelectMany(p => p.Axes).Distinct().ToEquatable();

    public IEnumerable<Value> Parts => Factors.Concat(Masked).Concat(Conditions.Select(c => c.Value));

    public static Term operator *(Term a, Term b) => new(a.Scale * b.Scale,
        a.Factors.Concat(b.Factors).OrderBy(f => f.Id).ToEquatable(),
        a.Masked.Concat(b.Masked).OrderBy(f => f.Id).ToEquatable(),
        a.Conditions.Concat(b.Conditions).Distinct().OrderBy(c => c.Value.Id).ToEquatable());

    /// <summary>The same product up to its number.</summary>
    public bool IsLike(Term other) => Factors == other.Factors && Masked == other.Masked && Conditions == other.Conditions;

    /// <summary>The parts that depend on one of the axes, and those that do not; the number goes with the latter.</summary>
    public (Term Inside, Term Outside) Split(ICollection<Axis> axes)
    {
        bool Depends(Value value) => value.Axes.Any(axes.Contains);
        return (new Term(1, Factors.Where(Depends).ToEquatable(), Masked.Where(Depends).ToEquatable(), Conditions.Where(c => Depends(c.Value)).ToEquatable()),
            new Term(Scale, Factors.Where(f => !Depends(f)).ToEquatable(), Masked.Where(f => !Depends(f)).ToEquatable(),
                Conditions.Where(c => !Depends(c.Value)).ToEquatable()));
    }

    /// <summary>Whether the product is its number alone.</summary>
    public bool IsNumber => Factors.Count == 0 && Masked.Count == 0 && Conditions.Count == 0;

    public static IReadOnlyList<Term> Collect(IEnumerable<Term> terms)
    {
        var sum = new List<Term>();
        foreach (var term in terms)
        {
            int like = sum.FindIndex(term.IsLike);
            if (like < 0) sum.Add(term);
            else sum[like] = term with { Scale = term.Scale + sum[like].Scale };
        }
        return sum.Where(t => t.Scale != 0).ToList();
    }
}
