using System.Text.Json;
using System.Text.Json.Serialization;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>A difference between two versions.</summary>
/// <param name="Text">What differs, in words.</param>
sealed record CatalogChange(string Text)
{
    /// <summary>Who breaks; empty where nobody does.</summary>
    public IReadOnlyList<CatalogBreak> Breaks { get; init; } = [];

    /// <summary>What the rules say about it.</summary>
    public IReadOnlyList<CatalogEffect> Effects { get; init; } = [];

    /// <summary>The defaults that readers get instead, without an error.</summary>
    public IReadOnlyList<CatalogDefault> Instead { get; init; } = [];
}

/// <summary>A default that readers get in place of something else, without an error.</summary>
/// <param name="Readers">Who gets it: services on the older version, or those on the newer one.</param>
/// <param name="Of">What it stands in for.</param>
/// <param name="Value">The default.</param>
sealed record CatalogDefault(CatalogBreak Readers, SilentReadOf Of, string Value);

/// <summary>Who breaks by a change.</summary>
enum CatalogBreak
{
    /// <summary>A service on the older version can't read what is written with the newer one.</summary>
    OlderReaders,

    /// <summary>A service on the newer version can't read what was written with the older one.</summary>
    NewerReaders,

    /// <summary>All can read it, and some read something else.</summary>
    Meaning,
}

/// <summary>What a rule says about a change.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Transport">The transport whose readers it is about.</param>
sealed record CatalogEffect(string Rule, string Transport)
{
    /// <summary>Who breaks by it.</summary>
    public IReadOnlyList<CatalogBreak> Breaks { get; init; } = [];

    /// <summary>The levels that forbid it.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>The justified break of the event that was given for it, by its index; null where none was.</summary>
    public int? Justified { get; init; }

    /// <summary>Between versions that aren't neighbours: the steps at which the same place changed against a rule.</summary>
    public IReadOnlyList<CatalogStep> Steps { get; init; } = [];
}

/// <summary>A step from a version to the next one, at which a place changed against a rule.</summary>
/// <param name="From">The id of the older version.</param>
/// <param name="To">The id of the newer version.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Levels">The levels that forbid it.</param>
/// <param name="Justified">The justified break of the event that was given for it, by its index; null where none was.</param>
sealed record CatalogStep(string From, string To, string Rule, IReadOnlyList<string> Levels, int? Justified);

/// <summary>What differs between two versions.</summary>
/// <param name="From">The id of the older one.</param>
/// <param name="To">The id of the newer one.</param>
/// <param name="Changes">The changes, as indices into those of the event.</param>
sealed record CatalogComparison(string From, string To, [property: JsonRequired] IReadOnlyList<int> Changes);

/// <summary>An edit that is tried at several places, with the same verdict.</summary>
/// <param name="Kind">The kind of the edit.</param>
/// <param name="Edit">The edit, as the index of a text.</param>
/// <param name="Verdict">Whether it is allowed.</param>
/// <param name="Why">Who breaks or what changes, as the index of a text.</param>
/// <param name="At">The places.</param>
sealed record CatalogEdit(
    AvroEditKind Kind, int Edit, EditVerdict Verdict, int? Why, [property: JsonRequired] IReadOnlyList<CatalogPlace> At)
{
    /// <summary>The rules that have something against it.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}

/// <summary>A place in an event: a field by its index, or else a path, which is empty for the event itself.</summary>
[JsonConverter(typeof(CatalogPlaceConverter))]
readonly record struct CatalogPlace(int? Field, string? Path);

/// <summary>Writes a place as a number or a text.</summary>
sealed class CatalogPlaceConverter : JsonConverter<CatalogPlace>
{
    public override CatalogPlace Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? new CatalogPlace(reader.GetInt32(), null)
            : new CatalogPlace(null, reader.GetString());

    public override void Write(Utf8JsonWriter writer, CatalogPlace value, JsonSerializerOptions options)
    {
        if (value.Field is { } field)
        {
            writer.WriteNumberValue(field);
        }
        else
        {
            writer.WriteStringValue(value.Path);
        }
    }
}

/// <summary>A break that the source of an event justifies.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Subject">The record, or the record and its field.</param>
/// <param name="Expires">The last day.</param>
/// <param name="State">How far that is.</param>
/// <param name="Days">The days that are left; negative ones are over.</param>
sealed record CatalogJustification(string Rule, string Subject, string? Expires, CatalogJustificationState State, int? Days)
{
    /// <summary>Why nobody breaks.</summary>
    public string? Reason { get; init; }

    /// <summary>Who agreed.</summary>
    public string? AgreedBy { get; init; }

    /// <summary>The id of the version before the change that it was given for; null where no change of versions needs it.</summary>
    public string? From { get; init; }

    /// <summary>The id of the version with that change, likewise.</summary>
    public string? To { get; init; }
}

/// <summary>How far the last day of a justification is.</summary>
enum CatalogJustificationState
{
    Holds,
    DueSoon,
    Expired,

    /// <summary>It has no last day.</summary>
    Unlimited,
}
