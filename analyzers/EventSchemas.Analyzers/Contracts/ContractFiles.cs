using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>The contract files of a compilation, by event type.</summary>
sealed class ContractFiles
{
    private readonly Dictionary<string, AdditionalText> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AdditionalText> _contracts = new(StringComparer.Ordinal);
    private readonly ContractTexts _texts;

    /// <summary>Sorts the files by event type.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="texts">Parses their texts, or remembers what came of them.</param>
    public ContractFiles(IEnumerable<AdditionalText> files, ContractTexts texts)
    {
        _texts = texts;
        foreach (AdditionalText file in files)
        {
            Add(_schemas, file, ContractFile.SchemaExtension);
            Add(_contracts, file, ContractFile.Extension);
        }
    }

    public string? SchemaPath(string eventType) => _schemas.TryGetValue(eventType, out AdditionalText? file) ? file.Path : null;

    public string? ContractPath(string eventType) => _contracts.TryGetValue(eventType, out AdditionalText? file) ? file.Path : null;

    /// <summary>The contract's schema; null where there is no file, or none that can be read, which is reported in the file itself.</summary>
    public AvroSchema? Schema(string eventType, CancellationToken cancellationToken) =>
        _schemas.TryGetValue(eventType, out AdditionalText? file) && file.GetText(cancellationToken) is { } text ? _texts.Schema(text)?.Schema : null;

    /// <summary>What stands beside the schema; null where there is no file, or none that can be read.</summary>
    public ContractFile? Contract(string eventType, CancellationToken cancellationToken) =>
        _contracts.TryGetValue(eventType, out AdditionalText? file) && file.GetText(cancellationToken) is { } text ? _texts.Contract(text).Contract : null;

    /// <summary>What is wrong with the text of a contract file, and where; null where nothing is.</summary>
    public static Diagnostic? Problem(AdditionalText file, ContractTexts texts, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken) is not { } text)
        {
            return null;
        }

        if (IsContract(file, ContractFile.SchemaExtension) && texts.Schema(text)?.Problem is { } problem)
        {
            LinePosition position = new(Math.Max(problem.Line - 1, 0), Math.Max(problem.Column - 1, 0));
            return Diagnostic.Create(
                Rules.ContractUnreadable, Location.Create(file.Path, default, new LinePositionSpan(position, position)), problem.Problem);
        }

        return IsContract(file, ContractFile.Extension) && texts.Contract(text).Problem is { } reason
            ? Diagnostic.Create(Rules.ContractUnreadable, Location.Create(file.Path, default, default), reason)
            : null;
    }

    private static void Add(Dictionary<string, AdditionalText> files, AdditionalText file, string extension)
    {
        if (IsContract(file, extension))
        {
            string name = Path.GetFileName(file.Path);
            files[name.Substring(0, name.Length - extension.Length)] = file;
        }
    }

    // Released versions lie in a folder of their own, and are not the contract.
    private static bool IsContract(AdditionalText file, string extension) =>
        file.Path.EndsWith(extension, StringComparison.Ordinal) && file.Path.Replace('\\', '/').IndexOf("/shipped/", StringComparison.Ordinal) < 0;
}
