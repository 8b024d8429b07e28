using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Follows a key path through the records of an event.</summary>
static class KeyReader
{
    /// <summary>The key; or null and what is wrong with the path.</summary>
    public static KeyDeclaration? Read(string path, IReadOnlyList<RecordDeclaration> records, out string? problem)
    {
        string[] segments = path.Split('.');
        var fields = new List<string>();
        RecordDeclaration record = records[0];
        for (int i = 0; i < segments.Length; i++)
        {
            MemberDeclaration? member = record.Members.FirstOrDefault(m => m.Name.TrimStart('@') == segments[i]);
            if (member is null)
            {
                problem = $"{record.SchemaName} has no member {segments[i]}; it has {string.Join(", ", record.Members.Select(m => m.Name))}";
                return null;
            }

            fields.Add(member.FieldName);
            bool isLast = i == segments.Length - 1;
            if (isLast && member.Type is ScalarMember { Schema: { Kind: not AvroSchemaKind.Fixed, LogicalType: null or AvroLogicalTypeKind.Uuid } } leaf)
            {
                problem = null;
                return new KeyDeclaration(segments.Select(SyntaxNames.Escape).ToEquatableArray(), string.Join(".", fields), leaf);
            }

            if (isLast || member.Type is not RecordMember reference)
            {
                problem = Explain(member, isLast);
                return null;
            }

            record = records.First(r => r.FullName == reference.RecordName);
        }

        problem = "the path is empty";
        return null;
    }

    private static string Explain(MemberDeclaration member, bool isLast) => member.Type switch
    {
        NullableMember => $"{member.Name} is nullable, and a message without its key would go to any partition",
        RecordMember => $"{member.Name} is a record: go on to one of its members",
        ScalarMember or ConvertedMember when isLast => $"{member.Name} does not travel as itself, and a key is a value that means itself",
        _ when !isLast => $"{member.Name} is no record, so that the path can't go on behind it",
        _ => $"{member.Name} is not a plain value",
    };
}
