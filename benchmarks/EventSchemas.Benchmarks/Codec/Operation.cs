namespace EventSchemas.Benchmarks;

/// <summary>One measured operation.</summary>
/// <param name="Payload">The name of the payload.</param>
/// <param name="Name">The name of the operation.</param>
/// <param name="Contenders">The implementations; the first is the baseline of the others.</param>
sealed record Operation(string Payload, string Name, IReadOnlyList<Contender> Contenders);

/// <summary>One implementation of an operation.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Run">Repeats the operation the given number of times.</param>
sealed record Contender(string Name, Action<int> Run);
