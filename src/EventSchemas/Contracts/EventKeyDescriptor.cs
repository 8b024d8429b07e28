namespace EventSchemas;

/// <summary>The member of an event whose value is the Kafka key. Immutable and safe to share between threads.</summary>
/// <param name="Path">The way to the member as dotted schema field names, for example <c>enrollment.course.course_key</c>.</param>
/// <param name="PrimitiveName">The Avro primitive type of the key, for example <c>string</c>.</param>
public sealed record EventKeyDescriptor(string Path, string PrimitiveName)
{
    /// <summary>
    /// The key schema as the text that is registered: the field itself, which is what the Python services register.
    /// </summary>
    public string RegistryText => $$"""{"name": "{{Path[(Path.LastIndexOf('.') + 1)..]}}", "type": "{{PrimitiveName}}"}""";
}
