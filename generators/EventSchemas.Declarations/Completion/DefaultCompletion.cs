using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>
/// Completes defaults once all types are known: the natural one of a type gets its JSON, and one that isn't constant its bytes. A default
/// that doesn't fit its type is a problem at the member.
/// </summary>
static class DefaultCompletion
{
    private const int MaxShown = 60;

    /// <summary>The records with complete defaults.</summary>
    /// <param name="declaration">The event.</param>
    /// <param name="records">Its records.</param>
    /// <param name="problems">Receives the problems.</param>
    public static IReadOnlyList<RecordDeclaration> Complete(
        EventDeclaration declaration, IReadOnlyList<RecordDeclaration> records, List<CompletionProblem> problems)
    {
        if (!records.SelectMany(record => record.Members).Any(member => member.Fallback is { CSharp: null }))
        {
            return records;
        }

        // The defaults of records within a default count for it, so that all have their JSON before one gets its bytes.
        IReadOnlyList<RecordDeclaration> withJson = Map(
            declaration, records, problems, (value, type, _) => WithJson(value, type, records));
        return problems.Count > 0
            ? withJson
            : Map(declaration, withJson, problems, (value, type, schema) => Encoded(value, type, schema, withJson));
    }

    private static IReadOnlyList<RecordDeclaration> Map(
        EventDeclaration declaration,
        IReadOnlyList<RecordDeclaration> records,
        List<CompletionProblem> problems,
        Func<MemberDefault, MemberType, AvroSchema, ReadResult<MemberDefault>> complete)
    {
        IReadOnlyDictionary<string, AvroRecordSchema> schemas = EventSchemaBuilder.BuildRecords(
            declaration with { Records = records.ToEquatableArray() });
        return [.. records.Select((record, i) => record with
        {
            Members = record.Members.Select((member, j) => member.Fallback is not { CSharp: null } ? member : member with
            {
                Default = Completed(member.Default, DeclarationProblemKind.Default, i, j),
                WhenMissing = Completed(member.WhenMissing, DeclarationProblemKind.WhenMissing, i, j),
            }).ToEquatableArray(),
        })];

        MemberDefault? Completed(MemberDefault? value, DeclarationProblemKind kind, int record, int member)
        {
            if (value is not { CSharp: null })
            {
                return value;
            }

            MemberType type = records[record].Members[member].Type;
            AvroSchema schema = schemas[records[record].FullName].Fields[member].Schema;
            ReadResult<MemberDefault> completed = complete(value, type, schema);
            if (completed.Refusal is { } refusal)
            {
                problems.Add(new CompletionProblem(kind, record, member, refusal.Message));
            }

            return completed.Value ?? value;
        }
    }

    private static ReadResult<MemberDefault> WithJson(MemberDefault value, MemberType type, IReadOnlyList<RecordDeclaration> records)
    {
        if (value.Json is not null)
        {
            return value;
        }

        var values = new TypeValue(records);
        return (value.IsCSharpDefault ? values.CSharpDefault(type) : values.Natural(type))
            .Then<MemberDefault>(json => value with { Json = json.ToString() });
    }

    private static ReadResult<MemberDefault> Encoded(
        MemberDefault value, MemberType type, AvroSchema schema, IReadOnlyList<RecordDeclaration> records)
    {
        AvroJson json = AvroJson.Parse(value.Json!);
        string? problem = new DefaultValue().Fits(schema, json)
            ? new ReadableValue(records).Problem(type, json)
            : Misfit(schema, json);
        return problem is null
            ? value with { Data = DefaultEncoder.Encode(schema, json).ToEquatableArray() }
            : new Refusal(problem);
    }

    private static string Misfit(AvroSchema schema, AvroJson json)
    {
        string shown = Shortened(json.ToString());
        bool isWholeNumber = json.Kind == AvroJsonKind.Number && json.Text.IndexOfAny(['.', 'e', 'E']) < 0;
        return schema.Kind switch
        {
            AvroSchemaKind.Int or AvroSchemaKind.Long when isWholeNumber => $"{shown} is out of the range of {SchemaPhrase.Of(schema)}",
            AvroSchemaKind.Bytes => $"{shown} is not bytes: write a text in JSON with one character from \\u0000 to \\u00ff for each byte",
            AvroSchemaKind.Fixed => $"{shown} is not {SchemaPhrase.Of(schema)}: write a text in JSON with "
                + $"{((AvroFixedSchema)schema).Size} characters from \\u0000 to \\u00ff, one for each byte",
            AvroSchemaKind.Enum => $"{shown} is not a symbol of {SchemaPhrase.Of(schema)}: "
                + $"write one of {string.Join(", ", ((AvroEnumSchema)schema).Symbols)}",
            AvroSchemaKind.Record => $"{shown} is not the JSON of {Article.Of(SchemaPhrase.Of(schema))}: "
                + "write an object with each member that has no default of its own",
            AvroSchemaKind.Array or AvroSchemaKind.Map or AvroSchemaKind.Union => $"{shown} is not {SchemaPhrase.Of(schema)} in JSON",
            _ => $"{shown} is not {Article.Of(SchemaPhrase.Of(schema))} in JSON",
        };
    }

    private static string Shortened(string json) => json.Length <= MaxShown ? json : json.Substring(0, MaxShown) + "…";
}
