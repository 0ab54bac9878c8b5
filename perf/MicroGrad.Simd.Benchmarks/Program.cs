using BenchmarkDotNet.Running;
using MicroGrad.Simd.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ScalarTapeBenchmarks).Assembly).Run(args);
