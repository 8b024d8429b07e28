namespace EventSchemas.Benchmarks;

/// <summary>One thing that is measured.</summary>
/// <param name="Payload">What it is done with.</param>
/// <param name="Name">What is done.</param>
/// <param name="Contenders">Who does it; the first is what the others are measured by.</param>
sealed record Operation(string Payload, string Name, IReadOnlyList<Contender> Contenders);
