namespace EventSchemas.CodeFixes;

/// <summary>A C# type that travels as a schema says.</summary>
/// <param name="Name">The type.</param>
/// <param name="Attribute">What the member needs beside it, as the inside of an attribute list; empty where it needs nothing.</param>
/// <param name="IsValue">Whether it always holds a value, so that a property needs no initializer.</param>
sealed record WireType(string Name, string Attribute, bool IsValue);
