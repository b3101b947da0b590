using System.Text;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>What the check of a method is called, in C# and on the command line.</summary>
internal static class CheckNames
{
    /// <summary>The class that makes the case. It follows from the name of the generated file, which is unique in the compilation.</summary>
    public static string ClassOf(string hintName)
    {
        string stem = Stem(hintName);
        var name = new StringBuilder("CheckOf_");
        bool isPlain = true;
        foreach (char c in stem)
        {
            bool isKept = char.IsLetterOrDigit(c);
            isPlain &= isKept || c == '.';
            name.Append(isKept ? c : '_');
        }
        // Dots alone become underscores; where the name has others, two names could become the same.
        return isPlain ? name.ToString() : name.Append('_').Append(Binding.TypeNames.Hash(stem)).ToString();
    }

    /// <summary>The name on the command line: types and method without namespace and type parameters, and what tells overloads apart.</summary>
    public static string CaseOf(MethodModel model)
    {
        string name = string.Join(".", model.ContainingTypes.Select(t => t.Name.Split('<')[0].TrimStart('@')).Append(model.Name));
        string last = Stem(model.HintName).Split('.').Last();
        return last == model.Name ? name : $"{name}.{last}";
    }

    public static string Stem(string hintName) => hintName.Substring(0, hintName.Length - ".g.cs".Length);
}
