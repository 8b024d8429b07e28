using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>A member as the version that a diagnostic names has it.</summary>
/// <param name="Field">The member in the schema.</param>
/// <param name="Meaning">What its value stands for in C#, where the schema doesn't say it.</param>
sealed record OldField(AvroField Field, string? Meaning)
{
    /// <summary>Finds the member; null where the version's file hasn't got it.</summary>
    /// <param name="edited">The member or type that the diagnostic is about.</param>
    /// <param name="name">The member's name in the schema.</param>
    /// <param name="cancellationToken">Cancels reading the file.</param>
    public static async Task<OldField?> OfAsync(EditedMember edited, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<Location> places = edited.Diagnostic.AdditionalLocations;
        string? path = places.Count == 0 ? null : places[0].GetLineSpan().Path;
        Project project = edited.Document.Project;
        if (path is null
            || await TextAsync(project, path, cancellationToken).ConfigureAwait(false) is not { } text
            || ParsedText<AvroSchema>.Of(text.ToString(), AvroSchema.Parse).Value is not { } schema)
        {
            return null;
        }

        string? record = edited.Property(ContractProperties.Record);
        AvroField? field = SchemaRecords.Within(schema)
            .Where(one => one.Name == record)
            .SelectMany(one => one.Fields)
            .FirstOrDefault(one => one.Name == name);
        SourceText? beside = await TextAsync(project, ContractPath.Beside(path), cancellationToken).ConfigureAwait(false);
        ContractTerms? terms = beside is null ? null : ContractFile.Parse(beside.ToString()).Value?.Terms;
        return field is null
            ? null
            : new OldField(field, terms?.Meanings?.FirstOrDefault(one => one.Member == $"{record}.{name}")?.Meaning);
    }

    // By the solution's index: there may be thousands of files.
    private static async Task<SourceText?> TextAsync(Project project, string path, CancellationToken cancellationToken) =>
        project.Solution.GetDocumentIdsWithFilePath(path).FirstOrDefault(id => id.ProjectId == project.Id) is { } id
        && project.GetAdditionalDocument(id) is { } file
            ? await file.GetTextAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
