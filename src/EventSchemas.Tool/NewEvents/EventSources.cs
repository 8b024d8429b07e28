using System.Globalization;
using EventSchemas.Contracts;
using EventSchemas.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>Finds events in the C# files of a folder, by what is written there.</summary>
static class EventSources
{
    private const string Files = "*.cs";
    private static readonly string[] Built = ["bin", "obj"];

    /// <summary>The record that declares an event type; null where none does.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="eventType">The event type; null for any.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<SourceEvent?> FindAsync(string folder, string? eventType, CancellationToken cancellationToken)
    {
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Files, SearchOption.AllDirectories) : [])
        {
            string[] folders = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
            if (folders.Any(one => Built.Contains(one, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }

            string text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            if (MayDeclare(text, eventType) && Find(file, text, eventType, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool MayDeclare(string text, string? eventType) => eventType is null
        ? text.Contains(Conventions.OpenEdx.Attribute, StringComparison.Ordinal)
            || text.Contains(Conventions.CloudEvents.Attribute, StringComparison.Ordinal)
        : text.Contains(StemOf(eventType), StringComparison.Ordinal);

    // The version can be an argument of its own.
    private static string StemOf(string eventType) =>
        NextEventType.HasVersion(eventType) ? eventType[..eventType.LastIndexOf('.')] : eventType;

    private static SourceEvent? Find(string path, string text, string? eventType, CancellationToken cancellationToken)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, cancellationToken: cancellationToken).GetRoot(cancellationToken);
        foreach (RecordDeclarationSyntax record in root.DescendantNodes().OfType<RecordDeclarationSyntax>())
        {
            foreach (AttributeSyntax attribute in record.AttributeLists.SelectMany(list => list.Attributes))
            {
                if (IsEvent(attribute) && EventTypeOf(attribute) is { } declared && (eventType is null || declared == eventType))
                {
                    return new SourceEvent(path, declared, record, attribute);
                }
            }
        }

        return null;
    }

    private static bool IsEvent(AttributeSyntax attribute)
    {
        string name = attribute.Name.ToString().Split('.')[^1];
        return Conventions.OfAttribute(name) is not null || Conventions.OfAttribute(name + nameof(Attribute)) is not null;
    }

    private static string? EventTypeOf(AttributeSyntax attribute)
    {
        if (attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is not LiteralExpressionSyntax { Token.Value: string type })
        {
            return null;
        }

        AttributeArgumentSyntax? version = SourceEvent.ArgumentOf(attribute, EventAttribute.VersionArgument);
        return version?.Expression is LiteralExpressionSyntax { Token.Value: int number } ? NextEventType.Of(type, number) : type;
    }
}

/// <summary>An event as a file declares it.</summary>
/// <param name="Path">The file.</param>
/// <param name="EventType">The event type.</param>
/// <param name="Record">The record.</param>
/// <param name="Attribute">Its event attribute.</param>
sealed record SourceEvent(string Path, string EventType, RecordDeclarationSyntax Record, AttributeSyntax Attribute)
{
    private const string FlagArgument = "FeatureFlag";

    // What was said of the flag of the version before.
    private static readonly string[] OfOldFlag = ["FlagRemoveBy", "StableBecause"];

    /// <summary>A named argument of an attribute; null where it has none.</summary>
    public static AttributeArgumentSyntax? ArgumentOf(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>The next version: the same record with the next event type and a flag of its own.</summary>
    /// <param name="name">The record's name; null for the old one with the version's number.</param>
    /// <param name="flag">The flag; null for the old one with the version's number.</param>
    public NewEvent Next(string? name, string? flag)
    {
        NextEventType next = NextEventType.After(EventType);
        string old = Record.Identifier.ValueText;
        string newName = name ?? next.FlagAfter(old);
        string newFlag = flag ?? next.FlagAfter(
            ArgumentOf(Attribute, FlagArgument)?.Expression is LiteralExpressionSyntax { Token.Value: string was }
                ? was
                : ImportNames.FlagOf(old));
        RecordDeclarationSyntax record = Record
            .ReplaceNode(Attribute, Attribute.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList(Arguments(next, newFlag))))
            .WithIdentifier(SyntaxFactory.Identifier(newName).WithTriviaFrom(Record.Identifier));
        SyntaxNode root = Record.SyntaxTree.GetRoot();
        string usings = string.Concat(root.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(one => one.ToString() + "\n"));
        string @namespace = Record.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault() is { } around
            ? $"namespace {around.Name};\n\n"
            : "";
        string code = $"#nullable enable\n{usings}\n{@namespace}{record.ToFullString().ReplaceLineEndings("\n").Trim()}\n";
        return new NewEvent(next.EventType, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, newName + ".cs"), code, newFlag);
    }

    private string Arguments(NextEventType next, string flag)
    {
        bool hasVersion = ArgumentOf(Attribute, EventAttribute.VersionArgument) is not null;
        IEnumerable<string> arguments = Attribute.ArgumentList!.Arguments
            .Where(argument => !OfOldFlag.Contains(argument.NameEquals?.Name.Identifier.ValueText))
            .Select(argument => argument.NameEquals?.Name.Identifier.ValueText switch
            {
                null when !hasVersion => TypeNames.Literal(next.EventType),
                EventAttribute.VersionArgument =>
                    string.Create(CultureInfo.InvariantCulture, $"{EventAttribute.VersionArgument} = {next.Version + 1}"),
                FlagArgument => $"{FlagArgument} = {TypeNames.Literal(flag)}",
                _ => argument.ToString(),
            });
        string[] all = [.. arguments];
        string[] withFlag = ArgumentOf(Attribute, FlagArgument) is null ? [.. all, $"{FlagArgument} = {TypeNames.Literal(flag)}"] : all;
        return $"(\n    {string.Join(",\n    ", withFlag)})";
    }
}
