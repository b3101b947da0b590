using System.Reflection;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>What the emitter writes down as text exists in the runtime.</summary>
public partial class RuntimeNamesTests
{
    private static IEnumerable<string> Names => typeof(RuntimeApi).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        .Where(f => f.IsLiteral && f.Name is not (nameof(RuntimeApi.Root) or nameof(RuntimeApi.KernelNamespace))).Select(f => (string)f.GetRawConstantValue()!);

    [Fact]
    public void EveryTypeOfTheRuntimeApi_Exists()
    {
        string[] assemblies = [typeof(Workspace).Assembly.FullName!, typeof(object).Assembly.FullName!];
        var missing = Names.Select(n => n["global::".Length..]).Where(name => !assemblies.Any(a => Exists(Assembly.Load(a), name)));
        Assert.Empty(missing);

        static bool Exists(Assembly assembly, string name) => assembly.GetExportedTypes().Any(t => t.FullName!.Split('`')[0] == name);
    }

    /// <summary>Static members are called on types of the API in the text of the emitter; each of them exists under that name.</summary>
    [Fact]
    public void EveryMemberThatTheEmitterCalls_Exists()
    {
        string folder = Path.GetFullPath(Path.Combine(Snapshots.Folder, "../../../src/AutoDiff.Generator/Emission"));
        var types = typeof(RuntimeApi).GetFields().Where(f => f.IsLiteral).ToDictionary(f => f.Name, f => (string)f.GetRawConstantValue()!);
        var calls = Directory.GetFiles(folder, "*.cs").SelectMany(f => CallPattern().Matches(File.ReadAllText(f)))
            .Select(m => (Type: m.Groups[1].Value, Member: m.Groups[2].Value)).Distinct().ToList();
        Assert.NotEmpty(calls);
        var missing = calls.Where(c => types.ContainsKey(c.Type)).Where(c =>
        {
            var type = typeof(Workspace).Assembly.GetExportedTypes().FirstOrDefault(t => t.FullName!.Split('`')[0] == types[c.Type]["global::".Length..]);
            return type is not null && type.GetMember(c.Member).Length == 0;
        });
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\{RuntimeApi\.(\w+)\}\.(\w+)")]
    private static partial Regex CallPattern();

    [Fact]
    public void EveryVectorOperation_ExistsOnISimd()
    {
        var members = typeof(ISimd<,>).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).ToHashSet();
        // These are written out another way before a vector operation is chosen, or never reach a kernel.
        Operator[] special = [Operator.Accumulate, Operator.ToReal, Operator.IntAdd, Operator.IntSubtract, Operator.IntMultiply, Operator.IntDivide, Operator.IntRemainder, Operator.IntMinimum, Operator.IntMaximum, Operator.ToInt];
        foreach (var op in Enum.GetValues<Operator>().Except(special))
        {
            var operands = Enumerable.Range(0, Operators.OperandTypes(op).Length).Select(i => Code.Primary("abc"[i].ToString())).ToList();
            string text = VectorOperators.Emit(op, operands).Text;
            var call = Regex.Match(text, @"^V\.(\w+)\(");
            Assert.True(call.Success ? members.Contains(call.Groups[1].Value) : Regex.IsMatch(text, @"^(-a|a( [-+*/] b)?)$"), $"{op} is written as {text}, which ISimd does not have.");
        }
    }

    [Fact]
    public void EveryVectorCallInTheEmitter_ExistsOnISimd()
    {
        string folder = Path.GetFullPath(Path.Combine(Snapshots.Folder, "../../../src/AutoDiff.Generator/Emission"));
        var members = typeof(ISimd<,>).GetMembers(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).ToHashSet();
        var calls = Directory.GetFiles(folder, "*.cs").SelectMany(f => Regex.Matches(File.ReadAllText(f), @"\bV\.([A-Z]\w+)")).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(calls);
        Assert.Empty(calls.Except(members));
    }
}
