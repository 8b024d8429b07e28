using System.Buffers;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace EventSchemas;

/// <summary>What a publisher may give beside the event: what CloudEvents 1.0 and Python services allow, and how much of it.</summary>
static class AttributeRules
{
    public const int MaxSubjectBytes = 4_096;
    public const int MaxMetadataBytes = 4_096;
    public const int MaxExtensions = 32;
    public const int MaxExtensionBytes = 16_384;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Checks a subject.</summary>
    /// <exception cref="ArgumentException">It isn't one, or is too long.</exception>
    public static string? Checked(string? subject)
    {
        if (subject is null)
        {
            return null;
        }

        string? problem = subject.Length == 0
            ? "it is empty: leave it out instead"
            : TextProblem(subject) ?? LengthProblem(subject, MaxSubjectBytes);
        return problem is null ? subject : throw new ArgumentException($"The subject can't be given: {problem}.", nameof(subject));
    }

    /// <summary>Checks extension attributes.</summary>
    /// <returns>A copy in the order of the names, so that events with the same extensions have them in the same order.</returns>
    /// <exception cref="ArgumentException">A name or a text isn't allowed, or they are too many or too long.</exception>
    public static IReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string> extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        var copy = new SortedList<string, string>(extensions.Count, StringComparer.Ordinal);
        int length = 0;
        foreach ((string name, string text) in extensions)
        {
            string? problem = NameProblem(name) ?? (text is null ? "its value is null: leave it out instead" : TextProblem(text));
            if (problem is not null)
            {
                throw new ArgumentException($"The extension attribute '{name}' can't be given: {problem}.", nameof(extensions));
            }

            copy.Add(name, text!);
            length += name.Length + Encoding.UTF8.GetByteCount(text!);
        }

        string? excess = copy.Count > MaxExtensions ? Invariant($"they are {copy.Count}, and at most {MaxExtensions} are allowed")
            : length > MaxExtensionBytes
            ? Invariant($"they have {length} bytes in UTF-8, and at most {MaxExtensionBytes} are allowed; '{Longest(copy)}' is the longest")
            : null;
        return excess is null
            ? new ReadOnlyDictionary<string, string>(copy)
            : throw new ArgumentException($"The extension attributes can't be given: {excess}.", nameof(extensions));
    }

    /// <summary>Checks the metadata of an event that is passed on.</summary>
    /// <exception cref="ArgumentException">A text isn't allowed, or is too long.</exception>
    public static EventMetadata? Checked(EventMetadata? metadata)
    {
        if (metadata is null)
        {
            return null;
        }

        string? problem = MetadataProblem(nameof(metadata.Source), metadata.Source)
            ?? MetadataProblem(nameof(metadata.SourceHost), metadata.SourceHost)
            ?? MetadataProblem(nameof(metadata.SourceLibrary), metadata.SourceLibrary)
            ?? LibraryProblem(metadata.SourceLibrary);
        return problem is null
            ? metadata
            : throw new ArgumentException($"The metadata can't be given: {problem}.", nameof(metadata));
    }

    /// <summary>Whether CloudEvents itself has an attribute of a name, or doesn't allow one.</summary>
    public static bool IsCore(ReadOnlySpan<char> name) =>
        name is "id" or "source" or "specversion" or "type" or "datacontenttype" or "dataschema" or "subject" or "time" or "data";

    private static string? NameProblem(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters) ? "a name has lower-case letters (a to z) and digits only"
        : name == "subject" ? $"set {nameof(PublishOptions)}.{nameof(PublishOptions.Subject)} instead"
        : IsCore(name) ? "CloudEvents has this name for an attribute of its own, or for the event's data"
        : EventContext.ReplayHeader.AsSpan(EventContext.AttributePrefix.Length).SequenceEqual(name)
        ? $"set {nameof(PublishOptions)}.{nameof(PublishOptions.IsReplay)} instead"
        : name is "traceparent" or "tracestate" ? "the trace of the publisher is written without being given"
        : null;

    private static string? MetadataProblem(string name, string text) =>
        (text is null ? "it is null" : TextProblem(text) ?? LengthProblem(text, MaxMetadataBytes)) is { } problem
            ? $"of its {name} {problem}"
            : null;

    // Python services drop a message that says anything else.
    private static string? LibraryProblem(string library)
    {
        foreach (Range part in library.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> digits = library.AsSpan(part).Trim();
            if (library.Length > 0 && (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')))
            {
                return $"its {nameof(EventMetadata.SourceLibrary)}, '{library}', isn't integers with dots between them, such as 11.2.0";
            }
        }

        return null;
    }

    private static string? LengthProblem(string text, int limit) => Encoding.UTF8.GetByteCount(text) is var length && length > limit
        ? Invariant($"it has {length} bytes in UTF-8, and at most {limit} are allowed")
        : null;

    /// <summary>Why a text can't be the value of an attribute of the type String.</summary>
    private static string? TextProblem(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            bool isWhole = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length) == OperationStatus.Done;
            if (!isWhole || Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF)
            {
                int code = isWhole ? rune.Value : text[i];
                return Invariant($"its value has U+{code:X4} at {i}, and a control character, a noncharacter ")
                    + "or half of a surrogate pair isn't allowed";
            }

            i += length;
        }

        return null;
    }

    private static string Longest(SortedList<string, string> extensions) =>
        extensions.MaxBy(extension => Encoding.UTF8.GetByteCount(extension.Value)).Key;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
