namespace EventSchemas.Testing;

/// <summary>A schema's id.</summary>
sealed record IdResponse(int Id);
