using AutoDiff.Benchmarks;
using BenchmarkDotNet.Running;

return BenchmarkSwitcher.FromAssembly(typeof(Cases).Assembly).Run(args, Measurement.Settings).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
