namespace EventSchemas;

/// <summary>
/// Pins the name under which <c>AddDiscoveredHandlers</c> registers a handler. Without it the name is the class's name in
/// kebab-case, and renaming the class renames the handler.
/// </summary>
/// <param name="name">A stable name: lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HandlerNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
