using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>
/// A JSON value: a schema's text, the default of a field, a custom property. Immutable; equal by value, where members of an
/// object may come in any order.
/// </summary>
public sealed class AvroJson : IEquatable<AvroJson>
{
    // The text of a scalar, the items of an array or the members of an object.
    private readonly object _content;
    private readonly string? _source;

    private AvroJson(AvroJsonKind kind, object content, string? source = null, int start = 0, int length = 0)
    {
        Kind = kind;
        _content = content;
        _source = source;
        Start = start;
        Length = length;
    }

    /// <summary>The value <c>null</c>.</summary>
    public static AvroJson Null { get; } = new(AvroJsonKind.Null, "null");

    /// <summary>The value <c>true</c>.</summary>
    public static AvroJson True { get; } = new(AvroJsonKind.Boolean, "true");

    /// <summary>The value <c>false</c>.</summary>
    public static AvroJson False { get; } = new(AvroJsonKind.Boolean, "false");

    /// <summary>What kind of value it is.</summary>
    public AvroJsonKind Kind { get; }

    /// <summary>The items of an array; empty for anything else.</summary>
    public IReadOnlyList<AvroJson> Items => ItemArray;

    /// <summary>The members of an object in the order of the text; empty for anything else.</summary>
    public IReadOnlyList<KeyValuePair<string, AvroJson>> Members => MemberArray;

    /// <summary>
    /// The text of a string, unescaped; a number, <c>true</c>, <c>false</c> or <c>null</c> as it is written; empty for an array or
    /// object.
    /// </summary>
    public string Text => _content as string ?? "";

    /// <summary>The line on which the value begins, from 1; 0 for a value that was made in code.</summary>
    public int Line => _source is null ? 0 : TextPlace.Of(_source, Start).Line;

    /// <summary>The column at which the value begins in UTF-16 units, from 1; 0 for a value that was made in code.</summary>
    public int Column => _source is null ? 0 : TextPlace.Of(_source, Start).Column;

    /// <summary>Where the value begins in the text, in UTF-16 units from 0.</summary>
    public int Start { get; }

    /// <summary>How long the value is in the text, in UTF-16 units; 0 for a value that was made in code.</summary>
    public int Length { get; }

    /// <summary>The members without the interface, for walks that are walked often.</summary>
    internal KeyValuePair<string, AvroJson>[] MemberArray => _content as KeyValuePair<string, AvroJson>[] ?? [];

    private AvroJson[] ItemArray => _content as AvroJson[] ?? [];

    // The same number can be written in several ways.
    private string Comparable => Kind == AvroJsonKind.Number ? PythonNumber.Normalize(Text) : Text;

    /// <summary>A boolean.</summary>
    /// <param name="value">The value.</param>
    public static AvroJson FromBoolean(bool value) => value ? True : False;

    /// <summary>A whole number.</summary>
    /// <param name="value">The value.</param>
    public static AvroJson FromInteger(long value) => new(AvroJsonKind.Number, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number with a fraction, written the shortest way that reads back as the same.</summary>
    /// <param name="value">A finite value.</param>
    /// <exception cref="ArgumentOutOfRangeException">JSON can't represent it.</exception>
    public static AvroJson FromNumber(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), "JSON has no infinity and no not-a-number.")
        : new AvroJson(AvroJsonKind.Number, PythonNumber.Format(value));

    /// <summary>A string.</summary>
    /// <param name="value">The text.</param>
    public static AvroJson FromString(string value) => new(AvroJsonKind.String, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>An array.</summary>
    /// <param name="items">The items.</param>
    public static AvroJson FromItems(IEnumerable<AvroJson> items) => new(AvroJsonKind.Array, items.ToArray());

    /// <summary>An object.</summary>
    /// <param name="members">The members; names are distinct.</param>
    public static AvroJson FromMembers(IEnumerable<KeyValuePair<string, AvroJson>> members) => new(AvroJsonKind.Object, members.ToArray());

    /// <summary>Parses a text that is one JSON value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">Limits; the defaults if omitted.</param>
    /// <exception cref="AvroSchemaException">The text is not JSON, an object has a duplicate name, or a limit is exceeded.</exception>
    public static AvroJson Parse(string text, AvroParseOptions? options = null)
    {
        JsonTape tape = JsonTextReader.Read(text ?? throw new ArgumentNullException(nameof(text)), options ?? AvroParseOptions.Default);
        return tape.ToJson(JsonTape.Root, new AvroJson[tape[JsonTape.Root].Next]);
    }

    /// <summary>The member of an object with a name, or <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public AvroJson? Member(string name)
    {
        foreach (KeyValuePair<string, AvroJson> member in MemberArray)
        {
            if (member.Key == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(AvroJson? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Kind != other.Kind || Comparable != other.Comparable
            || Items.Count != other.Items.Count || Members.Count != other.Members.Count)
        {
            return false;
        }

        for (int i = 0; i < Items.Count; i++)
        {
            if (!Items[i].Equals(other.Items[i]))
            {
                return false;
            }
        }

        foreach (KeyValuePair<string, AvroJson> member in MemberArray)
        {
            if (other.Member(member.Key) is not { } value || !value.Equals(member.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AvroJson);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked((((((int)Kind * 31) + StringComparer.Ordinal.GetHashCode(Comparable)) * 31) + Items.Count) * 31) + Members.Count;

    /// <summary>The value as JSON on one line, as Python writes it.</summary>
    public override string ToString() => JsonTextWriter.Write(this, AvroJsonFormat.Registry);

    /// <summary>A value as the reader met it.</summary>
    internal static AvroJson Read(AvroJsonKind kind, object content, string source, int start, int length) =>
        new(kind, content, source, start, length);

    /// <summary>A value without its place.</summary>
    internal static AvroJson Of(AvroJsonKind kind, object content) => kind switch
    {
        AvroJsonKind.Null => Null,
        AvroJsonKind.Boolean => FromBoolean((string)content == "true"),
        _ => new AvroJson(kind, content),
    };
}

/// <summary>The kinds of a JSON value.</summary>
public enum AvroJsonKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>How a schema is written as JSON.</summary>
public enum AvroJsonFormat
{
    /// <summary>For files that people read: indented by two spaces, one order of keys, a newline at the end.</summary>
    File,

    /// <summary>
    /// The result of Python's <c>json.dumps(schema, sort_keys=True)</c>, which is what Open edX services register.
    /// </summary>
    Registry,
}
