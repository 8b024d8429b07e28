namespace EventSchemas.Benchmarks;

/// <summary>Somebody who does an operation so many times over.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Run">Does it.</param>
sealed record Contender(string Name, Action<int> Run);
