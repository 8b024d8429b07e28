using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Finds a member as the version that a diagnostic names has it.</summary>
static class OldField
{
    /// <summary>The member; null where the version's file hasn't got it.</summary>
    /// <param name="edited">The member or type that the diagnostic is about.</param>
    /// <param name="name">The member's name in the schema.</param>
    /// <param name="cancellationToken">Cancels reading the file.</param>
    public static async Task<AvroField?> OfAsync(EditedMember edited, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<Location> places = edited.Diagnostic.AdditionalLocations;
        string? path = places.Count == 0 ? null : places[0].GetLineSpan().Path;
        TextDocument? file = edited.Document.Project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path);
        SourceText? text = file is null ? null : await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (text is null || ParsedText<AvroSchema>.Of(text.ToString(), AvroSchema.Parse).Value is not { } schema)
        {
            return null;
        }

        string? record = edited.Property(ContractProperties.Record);
        return SchemaRecords.Within(schema)
            .Where(one => one.Name == record)
            .SelectMany(one => one.Fields)
            .FirstOrDefault(field => field.Name == name);
    }
}
