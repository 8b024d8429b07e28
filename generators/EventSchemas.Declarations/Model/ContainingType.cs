namespace EventSchemas.Declarations;

/// <summary>A type around the event, opened again in generated code.</summary>
/// <param name="Keyword">For example <c>record</c> or <c>static class</c>.</param>
/// <param name="Name">The name, with its type parameters.</param>
sealed record ContainingType(string Keyword, string Name);
