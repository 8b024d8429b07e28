using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Declares flags in the configuration file of a project.</summary>
static class AppSettingsEdit
{
    private const string CommonFile = "appsettings.json";

    /// <summary>
    /// The file that flags are declared in: the one for all environments where there is one. Null where the project has none.
    /// </summary>
    public static TextDocument? FileOf(Project? project) => project?.AdditionalDocuments
        .Where(document => AppSettings.IsAppSettings(document.FilePath))
        .OrderBy(document => string.Equals(Path.GetFileName(document.FilePath), CommonFile, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
        .ThenBy(document => document.FilePath, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether a flag can be declared in a project's file.</summary>
    public static async Task<bool> IsPossibleAsync(Project project, string flag, CancellationToken cancellationToken) =>
        FileOf(project) is { } file
        && await file.GetTextAsync(cancellationToken).ConfigureAwait(false) is { } text
        && AppSettingsText.Declare(text.ToString(), flag) is not null;

    /// <summary>Declares flags, each where that is possible.</summary>
    public static async Task<Solution> DeclareAsync(
        Solution solution, ProjectId project, IEnumerable<string> flags, CancellationToken cancellationToken)
    {
        if (FileOf(solution.GetProject(project)) is not { } file)
        {
            return solution;
        }

        SourceText old = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        string before = old.ToString();
        string text = flags
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Aggregate(before, (current, flag) => AppSettingsText.Declare(current, flag) ?? current);
        return text == before
            ? solution
            : solution.WithAdditionalDocumentText(file.Id, SourceText.From(text, old.Encoding, old.ChecksumAlgorithm));
    }
}
