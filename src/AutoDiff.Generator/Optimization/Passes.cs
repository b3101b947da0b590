using AutoDiff.Generator.Ir;
namespace AutoDiff.Generator.Optimization;
public static class Passes { public static Function Run(Function f) {
  var b = new Builder(f.LastId);
  foreach (var s in f.Body) {
    if (s.Instruction is Map { Operator: Operator.Accumulate } m) b.Append(s with { Instruction = m with { Operator = Operator.Add } });
    else if (s.Instruction is ScatterAdd sc && sc.Keep.Count > 0) { var i = b.Emit(new Ir.Index(sc.Along)); var eq = b.Map(Operator.Equal, i, sc.Indices); var z = b.Real(0); b.Append(s with { Instruction = new Map(Operator.Select, new EquatableArray<Value>(new[]{eq, sc.Source, z})) }); }
    else b.Append(s);
  }
  return f with { Body = b.Body.ToEquatable() };
} }
public static class Partition { public static (Function, Function) Split(Function a, Function b) => (a, b); }
