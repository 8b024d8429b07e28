using EventSchemas.Avro;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>Puts an argument of the event's attribute back: its topic, its key, its level or its transports (EVS3111, EVS3112,
/// EVS3114, EVS3118).</summary>
static class RestoreTerms
{
    public static MemberEditor Editor { get; } = new(
        "RestoreTerm",
        [RuleIds.TopicChanged, RuleIds.KeyChanged, RuleIds.CompatibilityLowered, RuleIds.TransportLeft],
        (member, _) => EditAsync(member));

    private static async Task<FixEdit?> EditAsync(EditedMember edited)
    {
        if (EventArguments.AttributeAt(edited) is not { } attribute)
        {
            return null;
        }

        string? old = edited.Property(ContractProperties.OldTerm);
        switch (edited.Diagnostic.Id)
        {
            case RuleIds.TopicChanged:
                return Put(edited, attribute, "Topic", old);
            case RuleIds.KeyChanged:
                string? path = old is null ? null : await KeyPathOfAsync(edited, old).ConfigureAwait(false);
                return old is not null && path is null ? null
                    : edited.Property(ContractProperties.OldKeyFormat) is { } format ? PutFormat(edited, attribute, path!, format)
                    : Put(edited, attribute, "Key", path);
            case RuleIds.TransportLeft:
                return TransportTexts.Parse(old) is { } transports ? PutTransports(edited, attribute, transports) : null;
            default:
                if (!CompatibilityLevels.TryParseRegistryName(old, out CompatibilityLevel level))
                {
                    return null;
                }

                ImportedNames names = edited.Names();
                string value = $"{names.Type("EventSchemas.Avro.CompatibilityLevel")}.{level}";
                return edited.Edit(
                    $"Put the compatibility level {old} back",
                    [.. EventArguments.Set(attribute, "Compatibility", value), .. names.Imports()]);
        }
    }

    private static FixEdit PutTransports(EditedMember edited, AttributeSyntax attribute, Transports transports)
    {
        ImportedNames names = edited.Names();
        string value = transports.ToCode(names.Type("EventSchemas.EventTransports"));
        return edited.Edit(
            $"Put the transports {transports.ToText()} back",
            [.. EventArguments.Set(attribute, EventAttribute.TransportsArgument, value), .. names.Imports()]);
    }

    private static FixEdit Put(EditedMember edited, AttributeSyntax attribute, string argument, string? value) => value is null
        ? edited.Edit($"Remove the {argument.ToLowerInvariant()} of '{edited.Name}' again", EventArguments.Remove(attribute, argument))
        : edited.Edit(
            $"Put the {argument.ToLowerInvariant()} '{value}' back",
            EventArguments.Set(attribute, argument, MemberEdits.Literal(value)));

    private static FixEdit? PutFormat(EditedMember edited, AttributeSyntax attribute, string path, string format)
    {
        if (!Enum.TryParse(format, ignoreCase: true, out KeyFormat kind))
        {
            return null;
        }

        ImportedNames names = edited.Names();
        string value = $"{names.Type("EventSchemas.EventKeyFormat")}.{kind}";
        return edited.Edit(
            $"Write the key '{path}' as {format} again",
            [
                .. EventArguments.Set(attribute, "Key", MemberEdits.Literal(path)),
                .. EventArguments.Set(attribute, EventAttribute.KeyFormatArgument, value),
                .. names.Imports(),
            ]);
    }

    // The members of a path of fields; null where the records no longer have them.
    private static async Task<string?> KeyPathOfAsync(EditedMember edited, string fields)
    {
        if ((await edited.Trial.EventsAsync().ConfigureAwait(false))
            .FirstOrDefault(e => e.Place.Name == edited.Name && e.Tree == edited.Model.SyntaxTree) is not { } @event)
        {
            return null;
        }

        var members = new List<string>();
        RecordDeclaration? record = @event.Declaration.Records[0];
        foreach (string field in fields.Split('.'))
        {
            if (record?.Members.FirstOrDefault(one => one.FieldName == field) is not { } member)
            {
                return null;
            }

            members.Add(member.Name.TrimStart('@'));
            record = member.Type is RecordType next
                ? @event.Declaration.Records.FirstOrDefault(one => one.FullName == next.RecordName)
                : null;
        }

        return string.Join(".", members);
    }
}
