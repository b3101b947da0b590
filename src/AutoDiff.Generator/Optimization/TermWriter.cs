using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Writes a sum of products so that the longest loops do the least: what has fewer axes is multiplied first, and terms that share their long factor
/// are collected into one product with it (<c>dy * k + centered * b + a</c>).
/// </summary>
internal sealed class TermWriter(Builder builder)
{
    public Value Write(IEnumerable<Term> sum)
    {
        var terms = Term.Collect(sum);
        if (terms.Count == 0) return builder.Real(0);
        var axes = terms.SelectMany(t => t.Axes).Distinct().ToList();
        var isLong = terms.ToLookup(t => t.Axes.Count == axes.Count);
        Value? total = WriteShort(isLong[false].ToList());
        foreach (var group in isLong[true].GroupBy(t => LongPart(t, axes)).Reverse())
            total = WriteGroup(total, group.Key, group.ToList(), axes);
        return total!;
    }

    /// <summary>A single product, its factors merged so that at most one of them has all axes.</summary>
    public Term Normalize(Term term)
    {
        var axes = term.Axes;
        bool IsLong(Value value) => value.Axes.Count == axes.Count;
        var factors = term.Factors.Where(IsLong).ToList();
        if (factors.Count > 1)
            term = term with { Factors = term.Factors.Where(f => !IsLong(f)).Append(Product(factors)).OrderBy(f => f.Id).ToEquatable() };
        // A mask over all axes saves nothing as a separate factor: the masked product becomes the factor.
        bool isProduct = term.Masked.Any(IsLong) && term.Factors.Count + term.Masked.Count > 1;
        return isProduct ? new Term(term.Scale, EquatableArray.Of(Write([term with { Scale = 1, Conditions = default }])), default, term.Conditions) : term;
    }

    /// <summary>What the terms of a group have in common: the factor with all axes, conditions and masks.</summary>
    private static Term LongPart(Term term, List<Axis> axes) =>
        term with { Scale = 1, Factors = term.Factors.Where(f => f.Axes.Count == axes.Count).ToEquatable() };

    private Value? WriteShort(List<Term> terms)
    {
        // Terms with equal axes make one sum; a sum over fewer axes joins the first over more.
        var groups = new List<(List<Axis> Axes, List<Term> Terms)>();
        foreach (var term in terms.OrderByDescending(t => t.Axes.Count))
        {
            int home = groups.FindIndex(g => term.Axes.All(g.Axes.Contains));
            if (home < 0) groups.Add((term.Axes.ToList(), [term]));
            else groups[home].Terms.Add(term);
        }
        Value? total = null;
        foreach (var group in groups) total = Plus(total, Write(group.Terms));
        return total;
    }

    private Value WriteGroup(Value? total, Term common, List<Term> terms, List<Axis> axes)
    {
        var coefficients = terms.Select(t => new Term(t.Scale, t.Factors.Where(f => !common.Factors.Contains(f)).ToEquatable())).ToList();
        bool shared = coefficients.SelectMany(c => c.Axes).Distinct().Count() < axes.Count || axes.Count == 0;
        if (shared) return WriteProduct(total, common, coefficients);
        foreach (var coefficient in coefficients) total = WriteProduct(total, common, [coefficient]);
        return total!;
    }

    private Value WriteProduct(Value? total, Term common, List<Term> coefficients)
    {
        double? number = coefficients.All(c => c.IsNumber) ? coefficients.Sum(c => c.Scale) : null;
        bool isSigned = number is 1 or -1 && common.Factors.Count + common.Masked.Count > 0;
        var locals = isSigned ? [] : number is { } n ? [builder.Real(n)] : Coefficients(coefficients).ToList();
        var factors = common.Factors.Count == 0 ? locals : [Product(common.Factors), .. Masked(locals, common.Masked)];
        Value? value = factors.Count == 0 ? null : factors[0];
        for (int i = 1; i < factors.Count; i++)
            value = builder.Map(common.Masked.Count > 0 ? Operator.MaskedMultiply : Operator.Multiply, value!, factors[i]);
        if (common.Factors.Count == 0)
            foreach (var mask in common.Masked) value = value is null ? mask : builder.Map(Operator.MaskedMultiply, value, mask);

        bool subtract = isSigned && number < 0;
        if (common.Conditions.Count == 0 && subtract && total is not null) return builder.Map(Operator.Subtract, total, value!);
        return Plus(total, Guard(subtract ? builder.Map(Operator.Negate, value!) : value!, common.Conditions));
    }

    /// <summary>Masked factors go into the last coefficient, so that the long loop has one masked product.</summary>
    private List<Value> Masked(List<Value> locals, EquatableArray<Value> masks)
    {
        foreach (var mask in masks)
        {
            if (locals.Count == 0) locals.Add(mask);
            else locals[locals.Count - 1] = builder.Map(Operator.MaskedMultiply, locals[locals.Count - 1], mask);
        }
        return locals;
    }

    /// <summary>The coefficient as one value, or where it would have as many axes as the product, as one value for each set of axes.</summary>
    private IEnumerable<Value> Coefficients(List<Term> coefficients)
    {
        if (coefficients.Count > 1) return [Write(coefficients)];
        var term = coefficients[0];
        var sets = term.Factors.GroupBy(f => f.Axes.Count).OrderBy(g => g.Key).SelectMany(g => g.GroupBy(f => string.Join(",", f.Axes)))
            .Select(g => g.ToList()).ToList();
        // Nested sets of axes multiply into the larger one; the number goes into the smallest.
        var products = new List<Value>();
        Value? pending = term.Scale == 1 ? null : builder.Real(term.Scale);
        foreach (var set in sets)
        {
            var product = Product(set);
            if (pending is not null && pending.Axes.All(product.Has)) product = builder.Map(Operator.Multiply, product, pending);
            else if (pending is not null) products.Add(pending);
            pending = product;
        }
        products.Add(pending!);
        return products;
    }

    private Value Guard(Value value, EquatableArray<Condition> conditions)
    {
        foreach (var condition in conditions.OrderBy(c => c.Value.Axes.Count))
        {
            var zero = builder.Real(0);
            value = condition.Holds ? builder.Map(Operator.Select, condition.Value, value, zero) : builder.Map(Operator.Select, condition.Value, zero, value);
        }
        return value;
    }

    private Value Product(IEnumerable<Value> factors) => factors.Aggregate((a, b) => builder.Map(Operator.Multiply, a, b));

    private Value Plus(Value? total, Value value) => total is null ? value : builder.Map(Operator.Add, value, total);
}
