using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>
/// Completes defaults once all types are known: the natural one of a type gets its JSON, and one that isn't constant its bytes. A default
/// that doesn't fit its type is a problem at the member.
/// </summary>
static class DefaultCompletion
{
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
        IReadOnlyList<RecordDeclaration> withJson = Map(declaration, records, problems, NaturalJson);
        return problems.Count > 0 ? withJson : Map(declaration, withJson, problems, Encoded);
    }

    private static IReadOnlyList<RecordDeclaration> Map(
        EventDeclaration declaration,
        IReadOnlyList<RecordDeclaration> records,
        List<CompletionProblem> problems,
        Func<MemberDefault, AvroSchema, ReadResult<MemberDefault>> complete)
    {
        IReadOnlyDictionary<string, AvroRecordSchema> schemas = EventSchemaBuilder.BuildRecords(
            declaration with { Records = records.ToEquatableArray() });
        return [.. records.Select((record, i) => record with
        {
            Members = record.Members.Select((member, j) => member.Fallback is not { CSharp: null } ? member : member with
            {
                Default = Completed(member.Default, i, j),
                WhenMissing = Completed(member.WhenMissing, i, j),
            }).ToEquatableArray(),
        })];

        MemberDefault? Completed(MemberDefault? value, int record, int member)
        {
            if (value is not { CSharp: null })
            {
                return value;
            }

            ReadResult<MemberDefault> completed = complete(value, schemas[records[record].FullName].Fields[member].Schema);
            if (completed.Refusal is { } refusal)
            {
                problems.Add(new CompletionProblem(refusal.Kind, record, member, refusal.Message));
            }

            return completed.Value ?? value;
        }
    }

    private static ReadResult<MemberDefault> NaturalJson(MemberDefault value, AvroSchema schema) =>
        (value.Json ?? NaturalDefault.Of(schema)?.ToString()) is { } json
            ? value with { Json = json }
            : new Refusal("its type suggests no default: say one");

    private static ReadResult<MemberDefault> Encoded(MemberDefault value, AvroSchema schema)
    {
        AvroJson json = AvroJson.Parse(value.Json!);
        return new DefaultValue().Fits(schema, json)
            ? value with { Data = DefaultEncoder.Encode(schema, json).ToEquatableArray() }
            : new Refusal($"{value.Json} can't be the default of a member of this type in an Avro schema");
    }
}
