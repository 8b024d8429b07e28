namespace EventSchemas.Generators;

/// <summary>What the writer and the reader call a kind of primitive.</summary>
static class PrimitiveMethods
{
    /// <summary>The end of the method's name: <c>WriteString</c>, <c>ReadString</c>.</summary>
    public static string Suffix(PrimitiveKind kind) => kind.ToString();

    /// <summary>Whether the C# type can be null although the member is not nullable.</summary>
    public static bool IsReference(PrimitiveKind kind) => kind is PrimitiveKind.String or PrimitiveKind.Bytes;
}
