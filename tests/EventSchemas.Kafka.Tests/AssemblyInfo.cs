using Xunit.v3;

// These tests wait for brokers most of their time.
[assembly: Parallelization(MaxThreads = 8)]
