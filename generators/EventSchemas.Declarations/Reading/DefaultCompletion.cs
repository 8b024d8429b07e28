using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Completes the defaults once all types are known: the one that a type suggests gets its text, and what no constant can say gets its
/// bytes. A default that its type has no place for is a problem at the member.
/// </summary>
static class DefaultCompletion
{
    public static IReadOnlyList<RecordDeclaration> Complete(
        IReadOnlyList<RecordDeclaration> records,
        IReadOnlyList<IReadOnlyList<IPropertySymbol>> symbols,
        List<DeclarationProblem> problems)
    {
        if (!records.SelectMany(record => record.Members).Any(member => member.Filling is { CSharp: null }))
        {
            return records;
        }

        IReadOnlyList<RecordDeclaration> said = Map(records, EventSchemaBuilder.BuildRecords(records), symbols, problems, Suggest);
        return problems.Count > 0 ? said : Map(said, EventSchemaBuilder.BuildRecords(said), symbols, problems, Encode);
    }

    private static IReadOnlyList<RecordDeclaration> Map(
        IReadOnlyList<RecordDeclaration> records,
        IReadOnlyDictionary<string, AvroRecordSchema> schemas,
        IReadOnlyList<IReadOnlyList<IPropertySymbol>> symbols,
        List<DeclarationProblem> problems,
        Func<MemberDefault, AvroSchema, Action<string>, MemberDefault> complete)
    {
        return [.. records.Select((record, i) => record with
        {
            Members = record.Members.Select((member, j) =>
            {
                MemberDefault? Completed(MemberDefault? value) => value is null || value.CSharp is not null
                    ? value
                    : complete(value, schemas[record.FullName].Fields[j].Schema, message => problems.Add(new DeclarationProblem(DeclarationProblemKind.Unrepresentable, symbols[i][j], message)));
                return member with { Default = Completed(member.Default), WhenMissing = Completed(member.WhenMissing) };
            }).ToEquatableArray(),
        })];
    }

    private static MemberDefault Suggest(MemberDefault value, AvroSchema schema, Action<string> refuse)
    {
        string? json = value.Json ?? NaturalDefault.Of(schema)?.ToString();
        if (json is null)
        {
            refuse("its type suggests no default: say one");
        }

        return value with { Json = json };
    }

    private static MemberDefault Encode(MemberDefault value, AvroSchema schema, Action<string> refuse)
    {
        AvroJson json = AvroJson.Parse(value.Json!);
        if (!new DefaultValue().Fits(schema, json))
        {
            refuse($"{value.Json} can't be the default of a member of this type in an Avro schema");
            return value;
        }

        return value with { Data = DefaultEncoder.Encode(schema, json).ToEquatableArray() };
    }
}
