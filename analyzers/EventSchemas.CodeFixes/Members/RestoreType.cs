using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Puts the type of a member back that the version has which a diagnostic names (EVS3003, EVS3006, EVS3007, EVS3014, EVS3102, EVS3103,
/// EVS3108, EVS3115): alone, or with an optional member of the new type beside it.
/// </summary>
static class RestoreType
{
    private static readonly string[] TypeAttributes = ["AvroDecimal", "AvroLogicalType", "AvroFixed", "AvroUnion"];

    public static MemberEditor Alone { get; } = new(
        "RestoreType", Rules, (member, token) => EditAsync(member, isBeside: false, token));

    public static MemberEditor Beside { get; } = new(
        "RestoreTypeBeside", Rules, (member, token) => EditAsync(member, isBeside: true, token));

    private static ImmutableArray<string> Rules =>
    [
        RuleIds.MemberRetyped, RuleIds.MemberWidened, RuleIds.MemberNarrowed, RuleIds.FixedResized, RuleIds.LogicalTypeChanged,
        RuleIds.DecimalChanged, RuleIds.PromotionIsLossy, RuleIds.MeaningChanged, RuleIds.RedisTypeChanged,
    ];

    private static async Task<FixEdit?> EditAsync(EditedMember edited, bool isBeside, CancellationToken cancellationToken)
    {
        if (MemberEdits.TypeOf(edited.Member) is not { } now
            || edited.Property(ContractProperties.Subject) is not { } subject
            || FindingSubject.Parse(subject).Member is not { } name
            || await OldField.OfAsync(edited, name, cancellationToken).ConfigureAwait(false) is not { } version)
        {
            return null;
        }

        ImportedNames names = edited.Names();
        IReadOnlyList<AnalyzedEvent> events = await edited.Trial.EventsAsync().ConfigureAwait(false);
        if (Back(now, version.Field.Schema, ProjectTypes.At(events, names, version.Meaning)) is not { } old)
        {
            return null;
        }

        AttributeSyntax[] attributes = TypeAttributesOf(edited.Member);
        TextChange[] changes =
        [
            new TextChange(now.Span, old.Name),
            .. ChangeAttributes(edited, attributes, old.Attribute),
            .. ChangeDefault(edited.Member, old.Name, version.Field.Default),
        ];
        string what = old.Attribute.Length == 0 ? old.Name : $"{old.Name} with [{old.Attribute}]";
        string title = $"Put {what} back for '{edited.Name}'";
        if (!isBeside)
        {
            return edited.Edit(title, [.. changes, .. names.Imports()]) with { Concerns = edited.Concern };
        }

        string added = NameBeside(edited, now);
        return edited.Edit(
            $"{title}, and add '{added}' of the new type beside it",
            [.. changes, .. Add(edited, now, added, names), .. names.Imports()]) with
        {
            Concerns = edited.Concern,
        };
    }

    private static AttributeSyntax[] TypeAttributesOf(SyntaxNode member) =>
        [.. MemberEdits.AttributesOf(member).Where(one => TypeAttributes.Contains(MemberEdits.NameOf(one)))];

    // As much of the type as the version has stays as it is written: a List stays a List, whatever its items are.
    private static WireType? Back(TypeSyntax now, AvroSchema old, WireTypes types) => (now, old) switch
    {
        (NullableTypeSyntax nullable, AvroUnionSchema { Branches.Count: 2 } union) when union.Branches[0].Kind == AvroSchemaKind.Null =>
            Around(Back(nullable.ElementType, union.Branches[1], types), inner => inner + "?"),
        (GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } items } list, AvroArraySchema array) =>
            Around(Back(items[0], array.Items, types), inner => $"{list.Identifier.Text}<{inner}>"),
        (GenericNameSyntax { TypeArgumentList.Arguments: { Count: 2 } pair } map, AvroMapSchema values) =>
            Around(Back(pair[1], values.Values, types), inner => $"{map.Identifier.Text}<{pair[0]}, {inner}>"),
        (ArrayTypeSyntax { RankSpecifiers.Count: 1 } array, AvroArraySchema items) =>
            Around(Back(array.ElementType, items.Items, types), inner => inner + "[]"),
        _ => types.Of(old),
    };

    private static WireType? Around(WireType? inner, Func<string, string> write) =>
        inner is null ? null : inner with { Name = write(inner.Name) };

    private static IEnumerable<TextChange> ChangeAttributes(EditedMember edited, AttributeSyntax[] attributes, string wanted)
    {
        if (attributes.Length == 0)
        {
            return wanted.Length == 0 ? [] : [MemberEdits.AddAttribute(edited.Text, edited.Member, wanted)];
        }

        return wanted.Length == 0
            ? attributes.GroupBy(one => (AttributeListSyntax)one.Parent!).SelectMany(group => MemberEdits.Remove(group.Key, [.. group]))
            :
            [
                new TextChange(attributes[0].Span, wanted),
                .. attributes.Skip(1).GroupBy(one => (AttributeListSyntax)one.Parent!)
                    .SelectMany(group => MemberEdits.Remove(group.Key, [.. group])),
            ];
    }

    // A default that the type can't have is that of the version, or none.
    private static IEnumerable<TextChange> ChangeDefault(SyntaxNode member, string type, AvroJson? old)
    {
        if (member is not ParameterSyntax { Default: { } written } || IsOf(written.Value, type))
        {
            return [];
        }

        string? value = old?.Kind switch
        {
            AvroJsonKind.Null => "null",
            AvroJsonKind.String => MemberEdits.Literal(old.Text),
            AvroJsonKind.Number or AvroJsonKind.Boolean => old.ToString(),
            _ => null,
        };
        return value is null
            ? [new TextChange(TextSpan.FromBounds(written.GetFirstToken().GetPreviousToken().Span.End, written.Span.End), "")]
            : [new TextChange(written.Value.Span, value)];
    }

    private static bool IsOf(ExpressionSyntax value, string type) => value.Kind() switch
    {
        SyntaxKind.NullLiteralExpression => type.EndsWith("?", StringComparison.Ordinal),
        SyntaxKind.DefaultLiteralExpression => true,
        SyntaxKind.StringLiteralExpression => type.TrimEnd('?') == "string",
        SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression => type.TrimEnd('?') == "bool",
        SyntaxKind.NumericLiteralExpression => type.TrimEnd('?') is "int" or "long" or "float" or "double" or "decimal",
        _ => false,
    };

    private static string NameBeside(EditedMember edited, TypeSyntax type)
    {
        string suffix = string.Concat((type is NullableTypeSyntax nullable ? nullable.ElementType : type).ToString()
            .Split('.', ':').Last()
            .Where(char.IsLetterOrDigit));
        string name = $"{edited.Name}As{char.ToUpperInvariant(suffix[0])}{suffix.Substring(1)}";
        string text = edited.Member.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.ToString() ?? "";
        return text.Contains(name) ? name + "2" : name;
    }

    private static IEnumerable<TextChange> Add(EditedMember edited, TypeSyntax type, string name, ImportedNames names)
    {
        string[] kept =
        [
            .. TypeAttributesOf(edited.Member).Select(one => one.ToString()),
            .. MemberEdits.HasAttribute(edited.Member, "PersonalData") ? new[] { names.Attribute("PersonalData") } : [],
        ];
        string attributes = kept.Length == 0 ? "" : $"[{string.Join(", ", kept)}] ";
        string optional = type is NullableTypeSyntax ? type.ToString() : type + "?";
        string end = MemberEdits.LineEnding(edited.Text);
        string indentation = MemberEdits.Indentation(edited.Text, edited.Member.SpanStart);
        if (edited.Member is not ParameterSyntax { Parent: ParameterListSyntax list })
        {
            int lineEnd = edited.Text.Lines.GetLineFromPosition(edited.Member.Span.End).End;
            string property = $"{attributes}public {optional} {name} {{ get; init; }}";
            return [new TextChange(new TextSpan(lineEnd, 0), end + end + indentation + property)];
        }

        return MemberEdits.AddParameter(edited.Text, list, $"{attributes}{optional} {name} = null");
    }
}
