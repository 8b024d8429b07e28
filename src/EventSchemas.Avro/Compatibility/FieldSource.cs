namespace EventSchemas.Avro;

/// <summary>The field of a writer that a field of a reader's takes its value from.</summary>
/// <param name="Field">The writer's field, by name or by an alias of the reader's; or <see langword="null"/>.</param>
/// <param name="IsAmbiguous">Whether name and aliases lead to several.</param>
readonly record struct FieldSource(AvroField? Field, bool IsAmbiguous)
{
    public static FieldSource Of(AvroField reader, AvroRecordSchema writer)
    {
        AvroField? source = writer.Field(reader.Name);
        bool isAmbiguous = false;
        for (int i = 0; i < reader.Aliases.Count; i++)
        {
            if (writer.Field(reader.Aliases[i]) is { } aliased)
            {
                isAmbiguous |= source is not null && !ReferenceEquals(source, aliased);
                source = aliased;
            }
        }

        return new FieldSource(source, isAmbiguous);
    }
}
