namespace EventSchemas;

/// <summary>
/// Marks the member of an enum that readers take for a symbol that they don't know. An enum that has one from its first version
/// on can get new members under every compatibility level; without one, a new member breaks the services that read already.
/// </summary>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class AvroDefaultSymbolAttribute : Attribute;
