using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Follows a key path through the records of an event.</summary>
static class KeyResolution
{
    /// <summary>The member that the path leads to.</summary>
    public static ReadResult<KeyDeclaration> Resolve(string path, EventDeclaration declaration)
    {
        string[] segments = path.Split('.');
        var fields = new List<string>(segments.Length);
        RecordDeclaration record = declaration.Records[0];
        for (int i = 0; i < segments.Length; i++)
        {
            MemberDeclaration? member = record.Members.FirstOrDefault(m => m.Name.TrimStart('@') == segments[i]);
            if (member is null)
            {
                return new Refusal(
                    $"{declaration.SchemaNameOf(record)} has no member {segments[i]}; "
                    + $"it has {string.Join(", ", record.Members.Select(m => m.Name))}");
            }

            fields.Add(member.FieldName);
            bool isLast = i == segments.Length - 1;
            if (isLast && IsPlain(member.Type))
            {
                return new KeyDeclaration(
                    segments.Select(TypeNames.Escape).ToEquatableArray(), string.Join(".", fields), (ScalarType)member.Type);
            }

            if (isLast || member.Type is not RecordType reference)
            {
                return new Refusal(Problem(member, isLast));
            }

            record = declaration.Records.First(r => r.FullName == reference.RecordName);
        }

        return new Refusal("the path is empty");
    }

    // A key must be a value whose bytes mean the same to every service.
    private static bool IsPlain(MemberType type) =>
        type is ScalarType { Schema: { Kind: not AvroSchemaKind.Fixed, LogicalType: null or AvroLogicalTypeKind.Uuid } };

    private static string Problem(MemberDeclaration member, bool isLast) => member.Type switch
    {
        NullableType => $"{member.Name} is nullable, and a message without its key would go to any partition",
        RecordType => $"{member.Name} is a record: go on to one of its members",
        ScalarType or ConvertedType when isLast => $"{member.Name} does not travel as itself, and a key is a value that means itself",
        _ when !isLast => $"{member.Name} isn't a record, so that the path can't go on behind it",
        _ => $"{member.Name} is not a plain value",
    };
}
