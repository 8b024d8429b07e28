namespace EventSchemas.Testing;

/// <summary>The schema that an id stands for.</summary>
sealed record SchemaResponse(string Schema);
