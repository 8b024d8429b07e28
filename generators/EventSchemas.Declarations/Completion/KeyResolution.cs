using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Follows a key path through the records of an event.</summary>
static class KeyResolution
{
    /// <summary>The member that the path leads to.</summary>
    public static ReadResult<KeyDeclaration> Resolve(string path, EventDeclaration declaration)
    {
        string[] segments = path.Split('.');
        var members = new List<MemberDeclaration>(segments.Length);
        RecordDeclaration record = declaration.Records[0];
        for (int i = 0; i < segments.Length; i++)
        {
            MemberDeclaration? member = record.Members.FirstOrDefault(m => m.Name.TrimStart('@') == segments[i]);
            if (member is null)
            {
                return new Refusal($"{record.ShortName} has no member '{segments[i]}': {Members(record)}");
            }

            members.Add(member);
            bool isLast = i == segments.Length - 1;
            if (isLast && IsPlain(member.Type))
            {
                if (FormatProblem(member, (ScalarType)member.Type, declaration.Attribute.KeyFormat) is { } problem)
                {
                    return new Refusal(problem);
                }

                return new KeyDeclaration(
                    members.Select(one => one.Name).ToEquatableArray(),
                    string.Join(".", members.Select(one => one.FieldName)),
                    (ScalarType)member.Type)
                {
                    AreReferences = members.Select(one => one.Type.IsReference).ToEquatableArray(),
                    IsObsolete = members.Any(one => one.IsObsolete),
                    IsPersonalData = members.Any(one => one.IsPersonalData),
                };
            }

            if (isLast || member.Type is not RecordType reference)
            {
                return new Refusal(member.Type is RecordType inner ? RecordProblem(member, Target(inner)) : Problem(member, isLast));
            }

            record = Target(reference);
        }

        return new Refusal("it is empty: write the name of a member, or remove it");

        RecordDeclaration Target(RecordType reference) => declaration.Records.First(one => one.FullName == reference.RecordName);
    }

    /// <summary>The path that leads to a member if one misspelt name in it is corrected; null where there is none.</summary>
    public static string? Nearest(string path, EventDeclaration declaration)
    {
        string[] segments = path.Split('.');
        RecordDeclaration? record = declaration.Records.Count == 0 ? null : declaration.Records[0];
        for (int i = 0; i < segments.Length && record is not null; i++)
        {
            if (record.Members.FirstOrDefault(m => m.Name.TrimStart('@') == segments[i]) is { } member)
            {
                record = member.Type is RecordType next
                    ? declaration.Records.FirstOrDefault(one => one.FullName == next.RecordName)
                    : null;
                continue;
            }

            string? nearest = NearestText.Meant(segments[i], [.. record.Members.Select(one => one.Name.TrimStart('@'))]);
            string corrected = string.Join(".", segments.Take(i).Append(nearest).Concat(segments.Skip(i + 1)));
            return nearest is not null && Resolve(corrected, declaration).Value is not null ? corrected : null;
        }

        return null;
    }

    private static string RecordProblem(MemberDeclaration member, RecordDeclaration record) =>
        $"{member.Name} is a record: go on to one of its members"
        + (record.Members.Count == 0 ? "" : $", as in {member.Name}.{record.Members[0].Name}");

    private static string Members(RecordDeclaration record) => record.Members.Count switch
    {
        0 => "it has no members at all",
        1 => $"its only member is {record.Members[0].Name}",
        _ => $"write one of {string.Join(", ", record.Members.Select(member => member.Name))}",
    };

    // A key must be a value whose bytes mean the same to every service.
    private static bool IsPlain(MemberType type) =>
        type is ScalarType { Schema: { Kind: not AvroSchemaKind.Fixed, LogicalType: null or AvroLogicalTypeKind.Uuid } };

    private static string? FormatProblem(MemberDeclaration member, ScalarType type, KeyFormat format)
    {
        bool isNumber = type.Schema.Kind is AvroSchemaKind.Int or AvroSchemaKind.Long;
        bool fits = format switch
        {
            KeyFormat.Text => isNumber || type.Schema.Kind == AvroSchemaKind.String,
            KeyFormat.Long => isNumber,
            _ => true,
        };
        return fits
            ? null
            : $"{member.Name} is {Article.Of(type.ShownName)}, which can't be a key as {(format == KeyFormat.Text ? "text" : "a long")}: "
                + $"choose {(format == KeyFormat.Text ? "a text or a whole number" : "an int or a long")}, "
                + "or write KeyFormat = EventKeyFormat.Avro";
    }

    private static string Problem(MemberDeclaration member, bool isLast) => member.Type switch
    {
        NullableType => $"{member.Name} is nullable, and a message without its key would go to any partition: "
            + "choose a member that is always there",
        _ when !isLast => $"{member.Name} is {Article.Of(member.Type.ShownName)}, which has no members in the schema: "
            + $"end the path at {member.Name}, or lead it through another member",
        _ => $"{member.Name} is {Article.Of(member.Type.ShownName)}, and a key must mean the same to every service: "
            + "choose a string, a Guid, a bool, a number other than decimal, bytes, or a type that travels as text",
    };
}
