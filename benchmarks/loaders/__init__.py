"""Benchmark sets as Days; the data itself stays where ``PAIGONG_BENCHMARKS`` points."""
