using System.Globalization;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Binding;

/// <summary>One string of [Shape]: a name, a number, or a product of them.</summary>
internal sealed class ShapeText(long coefficient, string[] names)
{
    public string[] Names => names;

    public bool IsName => coefficient == 1 && names.Length == 1;

    /// <summary>Null where the text is not a product of identifiers and positive numbers.</summary>
    public static ShapeText? Parse(string text)
    {
        long coefficient = 1;
        var names = new List<string>();
        foreach (string part in text.Split('*'))
        {
            string factor = part.Trim();
            if (long.TryParse(factor, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 && number <= int.MaxValue) coefficient *= number;
            else if (SyntaxFacts.IsValidIdentifier(factor)) names.Add(factor);
            else return null;
        }
        return new ShapeText(coefficient, names.ToArray());
    }

    /// <summary>The product of all other factors where one name alone, once, has no extent; null otherwise.</summary>
    public Extent? Solve(Dictionary<string, Extent> scope, string unknown)
    {
        var product = Extent.Constant(coefficient);
        int unknowns = 0;
        foreach (string name in names)
        {
            if (name == unknown) unknowns++;
            else if (scope.TryGetValue(name, out var extent)) product *= extent;
            else return null;
        }
        return unknowns == 1 ? product : null;
    }

    /// <summary>The extent in a scope of names; <paramref name="missing"/> is the first name that has no extent yet.</summary>
    public Extent? Evaluate(Dictionary<string, Extent> scope, out string? missing)
    {
        missing = null;
        var product = Extent.Constant(coefficient);
        foreach (string name in names)
        {
            if (!scope.TryGetValue(name, out var extent))
            {
                missing = name;
                return null;
            }
            product *= extent;
        }
        return product;
    }
}
