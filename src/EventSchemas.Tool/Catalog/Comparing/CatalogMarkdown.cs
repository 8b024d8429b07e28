using System.Text;
using System.Text.RegularExpressions;

namespace EventSchemas.Tool;

/// <summary>What changed between two catalogues as Markdown.</summary>
static partial class CatalogMarkdown
{
    /// <summary>The Markdown.</summary>
    public static string Of(CatalogDifference difference)
    {
        var text = new StringBuilder("# Events\n");
        text.Append(difference.IsNone ? "\nNothing changed.\n"
            : difference.Breaks ? "\n**Somebody breaks.**\n"
            : "\nNobody breaks.\n");
        Section(text, "New", difference.Added.Select(one => Described(one)));
        Section(text, "Removed", difference.Removed.Select(one => Described(one) + (one.StillUsedBy.Count == 0
            ? ""
            : $" **Still in use:** {Escape(string.Join("; ", one.StillUsedBy))}.")));
        Section(text, "Changed", difference.Changed.Select(Described));
        Section(text, "Conflicts", difference.NewConflicts.Select(Described));
        Section(text, "Orphans", difference.NewOrphans.Select(one => Code(one.EventType) + one.Orphan switch
        {
            CatalogOrphan.NeverConsumed => " is sent, and nobody reads it",
            CatalogOrphan.NeverPublished => " is read, and nobody sends it",
            _ => " is read, and whoever sends it is switched off",
        }));
        Section(text, "Seen on the bus", difference.NewSightings.Select(one =>
            $"{Code(one.EventType)} is written by {Escape(one.Source)}{(one.Version is { } version ? $" with version {version}" : "")}, "
            + $"which no build and no settings explain: {SightingWords.Of(one.Why)}"));
        Section(text, "Services", difference.Services.Select(Escape));
        return text.ToString().TrimEnd('\n');
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> items)
    {
        string[] lines = [.. items];
        if (lines.Length > 0)
        {
            text.Append('\n').Append("## ").Append(title).Append("\n\n");
            foreach (string line in lines)
            {
                text.Append("- ").Append(line).Append('\n');
            }
        }
    }

    private static string Described(EventPresence one) => string.Concat(
        Code(one.EventType),
        one.Owner is { } owner ? $" ({Escape(owner)})" : "",
        one.Summary is { } summary ? $": {Escape(summary)}" : "",
        one.Retired is { } reason ? $" Retired: {Escape(reason)}." : "");

    private static string Described(CatalogConflict one)
    {
        string claims = string.Join("; ", one.Claims.Select(claim => $"{claim.Service}: {claim.Value}"));
        string actions = string.Concat(one.Actions.Select(action => $" {action.Service}: {action.Text}"));
        return $"{Code(one.Event)}: {Escape(one.Text)} {Escape(claims)}"
            + (one.Impact is { } impact ? $". {Escape(impact)}" : "")
            + (actions.Length == 0 ? "" : $" **To do:**{Escape(actions)}");
    }

    private static string Described(EventDifference one) => string.Join('\n',
    [
        $"{Code(one.EventType)}{(one.Breaks ? " **breaks**" : "")}",
        .. one.Changes.Select(change => string.Concat(
            "  - ",
            Escape(change.Text),
            change.Who.Count == 0 ? "" : $": {Escape(string.Join("; ", change.Who))}",
            change.Instead.Count == 0 ? "" : $" **Changes the meaning:** {Escape(string.Join("; ", change.Instead))}",
            change.IsForbidden ? ", **which its level forbids**" : "")),
        .. one.Facts.Select(fact => $"  - {Escape(fact)}"),
        .. one.Readers.Count == 0 ? Array.Empty<string>() : [$"  - Read by {Escape(string.Join("; ", one.Readers))}"],
        .. one.Senders.Count == 0 ? Array.Empty<string>() : [$"  - Sent by {Escape(string.Join("; ", one.Senders))}"],
    ]);

    private static string Code(string text) => $"`{Space().Replace(text, " ").Replace('`', '\'')}`";

    // Texts of builds are data: no mark-up, no mention of people, no line of their own.
    private static string Escape(string text) =>
        Special().Replace(Space().Replace(text, " "), "\\$0").Replace("@", "@\u200b", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[\\`*_{}\[\]<>#|~&!]")]
    private static partial Regex Special();
}
