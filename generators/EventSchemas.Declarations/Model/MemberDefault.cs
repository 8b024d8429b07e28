namespace EventSchemas.Declarations;

/// <summary>What a reader takes for a member that the writer does not know.</summary>
/// <param name="Json">The value as JSON, or null for the one that the member's type suggests.</param>
/// <param name="CSharp">The value as a C# constant, or null where it is none.</param>
/// <param name="Data">The value as Avro binary, where it is no constant.</param>
sealed record MemberDefault(string? Json, string? CSharp, EquatableArray<byte> Data = default);
