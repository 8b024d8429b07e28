using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Refactorings of members and enum symbols that an event has.</summary>
static class MemberRefactorings
{
    private const string NewName = "NewMember";

    /// <summary>Marks a member as personal data.</summary>
    public static FixEdit? MarkPersonalDataAt(RefactoringPlace place, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (place.Node is not (ParameterSyntax or PropertyDeclarationSyntax)
            || MemberEdits.HasAttribute(place.Node, "PersonalData")
            || !place.IsInEvent)
        {
            return null;
        }

        var names = new ImportedNames(place.Model, place.Text, place.Node.SpanStart);
        TextChange mark = MemberEdits.AddAttribute(place.Text, place.Node, names.Attribute("PersonalData"));
        return new FixEdit($"Mark '{MemberEdits.NameOf(place.Node)}' as personal data", place.Change([mark, .. names.Imports()]));
    }

    /// <summary>Marks an enum symbol as the one that is read where a symbol isn't known.</summary>
    public static FixEdit? MarkDefaultSymbolAt(RefactoringPlace place, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (place.Node is not EnumMemberDeclarationSyntax { Parent: EnumDeclarationSyntax @enum } symbol
            || @enum.Members.Any(member => MemberEdits.HasAttribute(member, "AvroDefaultSymbol"))
            || !place.Events.Any(e => e.Declaration.Records.Any(record => Has(record, place.Type))))
        {
            return null;
        }

        var names = new ImportedNames(place.Model, place.Text, symbol.SpanStart);
        TextChange mark = MemberEdits.AddAttribute(place.Text, symbol, names.Attribute("AvroDefaultSymbol"));
        return new FixEdit($"Mark '{symbol.Identifier.ValueText}' as the default symbol", place.Change([mark, .. names.Imports()]));
    }

    /// <summary>Adds a member that older and newer services can do without.</summary>
    public static FixEdit? AddMemberAt(RefactoringPlace place, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (place.Node is not RecordDeclarationSyntax record || !place.IsInEvent)
        {
            return null;
        }

        var taken = new HashSet<string>(place.Type.GetMembers().Select(member => member.Name), StringComparer.OrdinalIgnoreCase);
        string name = NewName;
        for (int i = 2; taken.Contains(name); i++)
        {
            name = NewName + i;
        }

        return new FixEdit($"Add an optional member to '{place.Type.Name}'", place.Change(AddMember(place.Text, record, name)));
    }

    private static IEnumerable<TextChange> AddMember(SourceText text, RecordDeclarationSyntax record, string name) =>
        record.ParameterList is { Parameters.Count: > 0 } list
            ? MemberEdits.AddParameter(text, list, $"string? {name} = null")
            : [AddProperty(text, record, name)];

    private static TextChange AddProperty(SourceText text, RecordDeclarationSyntax record, string name)
    {
        string property = $"public string? {name} {{ get; init; }}";
        if (record.CloseBraceToken.IsKind(SyntaxKind.None))
        {
            return new TextChange(record.SemicolonToken.Span, $" {{ {property} }}");
        }

        string end = MemberEdits.LineEnding(text);
        string indentation = MemberEdits.Indentation(text, record.SpanStart);
        int close = record.CloseBraceToken.SpanStart;
        return MemberEdits.BeginsLine(text, close)
            ? new TextChange(
                new TextSpan(text.Lines.GetLineFromPosition(close).Start, 0),
                $"{indentation}{MemberEdits.IndentationStep(text)}{property}{end}")
            : new TextChange(new TextSpan(close, 0), $"{property} ");
    }

    private static bool Has(RecordDeclaration record, INamedTypeSymbol type) => record.Members.Any(member => member.Type.All()
        .OfType<EnumType>()
        .Any(one => one.Enum.FullName == type.ToCode()));
}
