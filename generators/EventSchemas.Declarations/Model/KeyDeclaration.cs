namespace EventSchemas.Declarations;

/// <summary>The member whose value is the Kafka key.</summary>
/// <param name="Members">The way to it as property names.</param>
/// <param name="SchemaPath">The way to it as dotted schema field names.</param>
/// <param name="Type">What it travels as.</param>
sealed record KeyDeclaration(EquatableArray<string> Members, string SchemaPath, ScalarMember Type);
