using System.Text.RegularExpressions;

namespace EventSchemas.Avro.Tests;

/// <summary>The edits on the compatibility page, in its order.</summary>
static class Edits
{
    private const string TwoSymbols = "{'type': 'enum', 'name': 'E', 'symbols': ['A', 'B']}";
    private const string TwoSymbolsOrA = "{'type': 'enum', 'name': 'E', 'symbols': ['A', 'B'], 'default': 'A'}";
    private const string ThreeSymbols = "{'type': 'enum', 'name': 'E', 'symbols': ['A', 'B', 'C']}";
    private const string ThreeSymbolsOrA = "{'type': 'enum', 'name': 'E', 'symbols': ['A', 'B', 'C'], 'default': 'A'}";

    public static IReadOnlyList<(string Group, Edit[] Edits)> All { get; } =
    [
        ("Members",
        [
            Of("Add a member with a default", "'a': 'int'", "'a': 'int'; 'b': 'int' = 0", redis: "EVS3302"),
            Of("Add an optional member with the default null", "'a': 'int'", "'a': 'int'; 'b': ['null', 'int'] = null", redis: "EVS3302"),
            Of(
                "Add an optional member without a default",
                "'a': 'int'",
                "'a': 'int'; 'b': ['null', 'int']",
                backward: "EVS3002",
                redis: "EVS3302"),
            Of("Add a member without a default", "'a': 'int'", "'a': 'int'; 'b': 'int'", backward: "EVS3002", redis: "EVS3302"),
            Of(
                "Add a member without a default to a nested record",
                "'a': " + Nested("'x': 'int'"),
                "'a': " + Nested("'x': 'int'; 'y': 'int'"),
                backward: "EVS3002",
                redis: "EVS3302"),
            Of(
                "Add an enum member whose enum has a default symbol, but without a default",
                "'a': 'int'",
                "'a': 'int'; 'e': " + TwoSymbolsOrA,
                backward: "EVS3002",
                redis: "EVS3302"),
            Of("Add an enum member with a default", "'a': 'int'", "'a': 'int'; 'e': " + TwoSymbols + " = 'A'", redis: "EVS3302"),
            Of(
                "Add a member with a default in front of another",
                "'a': 'int'",
                "'b': 'int' = 0; 'a': 'int'",
                redis: "EVS3301"),
            Of(
                "Add a member with a default to a record that isn't the last value",
                "'a': " + Nested("'x': 'int'") + "; 'b': 'int'",
                "'a': " + Nested("'x': 'int'; 'y': 'int' = 0") + "; 'b': 'int'",
                redis: "EVS3301"),
            Of(
                "Add a member with a default to the records of a list",
                "'a': {'type': 'array', 'items': " + Nested("'x': 'int'") + "}",
                "'a': {'type': 'array', 'items': " + Nested("'x': 'int'; 'y': 'int' = 0") + "}",
                redis: "EVS3301"),
            Of(
                "Remove a member that has a default in front of another",
                "'b': 'int' = 0; 'a': 'string'",
                "'a': 'string'",
                redis: "EVS3303"),
            Of("Remove a member that has a default", "'a': 'int'; 'b': 'int' = 0", "'a': 'int'", redis: "EVS3303>"),
            Of("Remove a member that has none", "'a': 'int'; 'b': 'int'", "'a': 'int'", forward: "EVS3001", redis: "EVS3303>"),
            Of("Rename a member with an alias", "'a': 'int'", "'b': 'int' (aka 'a')", forward: "EVS3005"),
            Of("Rename a member that has a default, with an alias", "'a': 'int' = 0", "'b': 'int' = 0 (aka 'a')"),
            Of("Rename a member without an alias, defaults on both sides", "'a': 'int' = 0", "'b': 'int' = 0", meaning: "EVS3101"),
            Of("Rename a member without an alias, no defaults", "'a': 'int'", "'b': 'int'", backward: "EVS3002", forward: "EVS3001"),
            Of("Rename a member only in case (`Id` to `id`)", "'Id': 'int'", "'id': 'int'", backward: "EVS3002", forward: "EVS3001"),
            Of(
                "Swap two members by crossed aliases",
                "'a': 'int'; 'b': 'int'",
                "'a': 'int' (aka 'b'); 'b': 'int' (aka 'a')",
                backward: "EVS3015 EVS3015"),
            Of(
                "Merge two members into one, with both names as aliases",
                "'a': 'int'; 'b': 'int'",
                "'c': 'int' (aka 'a', 'b')",
                backward: "EVS3015",
                forward: "EVS3001 EVS3005",
                redis: "EVS3303>"),
            Of("Reorder members", "'a': 'int'; 'b': 'string'", "'b': 'string'; 'a': 'int'", redis: "EVS3304"),
        ]),
        ("Defaults, docs and the like",
        [
            Of("Add a default", "'a': 'int'", "'a': 'int' = 0"),
            Of("Change a default", "'a': 'int' = 0", "'a': 'int' = 1", meaning: "EVS3104"),
            Of("Remove a default", "'a': 'int' = 0", "'a': 'int'", meaning: "EVS3105"),
            Of("Change the documentation", "'a': 'int' (doc 'x')", "'a': 'int' (doc 'y')"),
            Of("Change the sort order", "'a': 'int' (order 'ascending')", "'a': 'int' (order 'ignore')"),
            Of("Add or change a custom property", "'a': 'int'", "'a': 'int' (pii true)"),
            Of("Remove an alias", "'a': 'int' (aka 'b')", "'a': 'int'"),
        ]),
        ("Nullability",
        [
            Of("Make a member optional", "'a': 'int'", "'a': ['null', 'int'] = null", forward: "EVS3008", redis: "EVS3305"),
            Of("Make a member optional, null last", "'a': 'int'", "'a': ['int', 'null']", forward: "EVS3008", redis: "EVS3305"),
            Of("Make an optional member required", "'a': ['null', 'int']", "'a': 'int'", backward: "EVS3009", redis: "EVS3305"),
            Of(
                "Make an optional member required, with a default",
                "'a': ['null', 'int'] = null",
                "'a': 'int' = 0",
                backward: "EVS3009",
                meaning: "EVS3104",
                redis: "EVS3305"),
            Of(
                "Put null last instead of first",
                "'a': ['null', 'int'] = null",
                "'a': ['int', 'null']",
                meaning: "EVS3105",
                redis: "EVS3304"),
        ]),
        ("Types",
        [
            Of("`int` to `long`", "'a': 'int'", "'a': 'long'", forward: "EVS3006", redis: "EVS3305>"),
            Of("`int` to `float`", "'a': 'int'", "'a': 'float'", forward: "EVS3006", meaning: "EVS3108", redis: "EVS3108 EVS3305"),
            Of("`long` to `double`", "'a': 'long'", "'a': 'double'", forward: "EVS3006", meaning: "EVS3108", redis: "EVS3108 EVS3305"),
            Of("`float` to `double`", "'a': 'float'", "'a': 'double'", forward: "EVS3006", redis: "EVS3305"),
            Of("`long` to `int`", "'a': 'long'", "'a': 'int'", backward: "EVS3007", redis: "EVS3305<"),
            Of("`int` to `string`", "'a': 'int'", "'a': 'string'", backward: "EVS3003", forward: "EVS3003", redis: "EVS3305"),
            Of("`string` to `bytes`", "'a': 'string'", "'a': 'bytes'", meaning: "EVS3108", redis: "EVS3108"),
            Of("`bytes` to `string`", "'a': 'bytes'", "'a': 'string'", meaning: "EVS3108", redis: "EVS3108"),
            Of(
                "A fixed to `bytes`",
                "'a': {'type': 'fixed', 'name': 'F', 'size': 4}",
                "'a': 'bytes'",
                backward: "EVS3003",
                forward: "EVS3003",
                redis: "EVS3305"),
            Of(
                "Resize a fixed",
                "'a': {'type': 'fixed', 'name': 'F', 'size': 4}",
                "'a': {'type': 'fixed', 'name': 'F', 'size': 5}",
                backward: "EVS3014",
                forward: "EVS3014",
                redis: "EVS3305"),
            Of(
                "The items of a list from `int` to `long`",
                "'a': {'type': 'array', 'items': 'int'}",
                "'a': {'type': 'array', 'items': 'long'}",
                forward: "EVS3006",
                redis: "EVS3305>"),
            Of(
                "The values of a map from `int` to `long`",
                "'a': {'type': 'map', 'values': 'int'}",
                "'a': {'type': 'map', 'values': 'long'}",
                forward: "EVS3006",
                redis: "EVS3305>"),
            Of(
                "A value to a list of them",
                "'a': 'string'",
                "'a': {'type': 'array', 'items': 'string'}",
                backward: "EVS3003",
                forward: "EVS3003",
                redis: "EVS3305"),
            Of(
                "A list to a map",
                "'a': {'type': 'array', 'items': 'string'}",
                "'a': {'type': 'map', 'values': 'string'}",
                backward: "EVS3003",
                forward: "EVS3003",
                redis: "EVS3305"),
        ]),
        ("Logical types",
        [
            Of(
                "`timestamp-millis` to `timestamp-micros`",
                Logical("long", "timestamp-millis"),
                Logical("long", "timestamp-micros"),
                meaning: "EVS3102",
                redis: "EVS3102"),
            Of(
                "`timestamp-millis` to `local-timestamp-millis`",
                Logical("long", "timestamp-millis"),
                Logical("long", "local-timestamp-millis"),
                meaning: "EVS3102",
                redis: "EVS3102"),
            Of(
                "A plain `long` to `timestamp-millis`",
                "'a': 'long'", Logical("long",
                "timestamp-millis"),
                meaning: "EVS3102",
                redis: "EVS3102"),
            Of(
                "`date` to `timestamp-millis`",
                Logical("int",
                "date"), Logical("long",
                "timestamp-millis"),
                forward: "EVS3006",
                redis: "EVS3305>"),
            Of("The scale of a decimal", Decimal("'bytes'", 10, 2), Decimal("'bytes'", 10, 4), meaning: "EVS3103", redis: "EVS3103"),
            Of("The precision of a decimal", Decimal("'bytes'", 10, 2), Decimal("'bytes'", 8, 2), meaning: "EVS3103", redis: "EVS3103"),
            Of(
                "A decimal from `bytes` to a fixed",
                Decimal("'bytes'", 10, 2),
                Decimal("'fixed', 'name': 'F', 'size': 8", 10, 2),
                backward: "EVS3003",
                forward: "EVS3003",
                redis: "EVS3305"),
            Of(
                "A decimal to `double`",
                Decimal("'bytes'", 10, 2), "'a': 'double'",
                backward: "EVS3003",
                forward: "EVS3003",
                redis: "EVS3305"),
            Of("Text to a `uuid` in text", "'a': 'string'", Logical("string", "uuid"), meaning: "EVS3102", redis: "EVS3102"),
            Of(
                "A `uuid` from text to a fixed",
                Logical("string", "uuid"),
                "'a': {'type': 'fixed', 'name': 'F', 'size': 16, 'logicalType': 'uuid'}",
                backward: "EVS3003",
                forward: "EVS3003",
                redis: "EVS3305"),
            Of("A `uuid` in text to `bytes`", Logical("string", "uuid"), "'a': 'bytes'", meaning: "EVS3108", redis: "EVS3108"),
        ]),
        ("Enums",
        [
            Of("Reorder symbols", "'a': " + TwoSymbols, "'a': {'type': 'enum', 'name': 'E', 'symbols': ['B', 'A']}", redis: "EVS3304"),
            Of("Add a symbol, no default symbol", "'a': " + TwoSymbols, "'a': " + ThreeSymbols, forward: "EVS3012", redis: "EVS3305>"),
            Of(
                "Add a symbol and the default symbol at once",
                "'a': " + TwoSymbols, "'a': " + ThreeSymbolsOrA,
                forward: "EVS3012",
                redis: "EVS3305>"),
            Of("Add a symbol to an enum that has a default symbol", "'a': " + TwoSymbolsOrA, "'a': " + ThreeSymbolsOrA, redis: "EVS3305>"),
            Of("Remove a symbol, no default symbol", "'a': " + ThreeSymbols, "'a': " + TwoSymbols, backward: "EVS3013", redis: "EVS3305<"),
            Of(
                "Remove a symbol from an enum that has a default symbol",
                "'a': " + ThreeSymbolsOrA,
                "'a': " + TwoSymbolsOrA,
                meaning: "EVS3107",
                redis: "EVS3305<"),
            Of(
                "Rename a symbol of an enum that has a default symbol",
                "'a': " + TwoSymbolsOrA,
                "'a': {'type': 'enum', 'name': 'E', 'symbols': ['A', 'C'], 'default': 'A'}",
                meaning: "EVS3107"),
            Of("Add a default symbol", "'a': " + TwoSymbols, "'a': " + TwoSymbolsOrA),
            Of(
                "Change the default symbol",
                "'a': " + TwoSymbolsOrA,
                "'a': {'type': 'enum', 'name': 'E', 'symbols': ['A', 'B'], 'default': 'B'}",
                meaning: "EVS3106"),
            Of("Remove the default symbol", "'a': " + TwoSymbolsOrA, "'a': " + TwoSymbols, meaning: "EVS3106"),
            Of("An enum to `string`", "'a': " + TwoSymbols, "'a': 'string'", backward: "EVS3003", forward: "EVS3003", redis: "EVS3305"),
        ]),
        ("Unions",
        [
            Of("Add a branch", "'a': ['null', 'int']", "'a': ['null', 'int', 'string']", forward: "EVS3010", redis: "EVS3305>"),
            Of("Remove a branch", "'a': ['null', 'int', 'string']", "'a': ['null', 'int']", backward: "EVS3011", redis: "EVS3305<"),
            Of(
                "Widen a branch from `int` to `long`",
                "'a': ['null', 'int']",
                "'a': ['null', 'long']",
                forward: "EVS3006",
                redis: "EVS3305>"),
            Of("Reorder branches", "'a': ['int', 'string']", "'a': ['string', 'int']", redis: "EVS3304"),
            Of(
                "Rename a record that is a branch",
                "'a': ['null', " + Nested("'x': 'int'") + "]",
                "'a': ['null', " + Nested("'x': 'int'", "Other") + "]",
                backward: "EVS3004",
                forward: "EVS3004"),
            Of(
                "Add a member without a default to a record that is a branch",
                "'a': ['null', " + Nested("'x': 'int'") + "]",
                "'a': ['null', " + Nested("'x': 'int'; 'y': 'int'") + "]",
                backward: "EVS3002",
                redis: "EVS3302"),
        ]),
        ("Names of records, enums and fixed",
        [
            new("Rename the root record without an alias", Root("R"), Root("S"), Backward: "EVS3004", Forward: "EVS3004"),
            new(
                "Rename the root record with an alias",
                Root("R"),
                Root("S", "'aliases': ['R']"),
                Forward: "EVS3004",
                Meaning: "EVS3110"),
            new(
                "Rename it within its namespace, the alias without one",
                Root("R", "'namespace': 'a'"),
                Root("S", "'namespace': 'a', 'aliases': ['R']"),
                Forward: "EVS3004",
                Meaning: "EVS3110"),
            new(
                "Rename it into another namespace, the alias without one",
                Root("R", "'namespace': 'a'"),
                Root("S", "'namespace': 'b', 'aliases': ['R']"),
                Backward: "EVS3004",
                Forward: "EVS3004",
                Meaning: "EVS3109"),
            new(
                "Rename it into another namespace, the alias in full",
                Root("R", "'namespace': 'a'"),
                Root("S", "'namespace': 'b', 'aliases': ['a.R']"),
                Forward: "EVS3004",
                Meaning: "EVS3109 EVS3110"),
            new(
                "Move the root record to another namespace",
                Root("R", "'namespace': 'a'"),
                Root("R", "'namespace': 'b'"),
                Meaning: "EVS3109"),
            Of(
                "Rename an enum",
                "'a': " + TwoSymbols,
                "'a': {'type': 'enum', 'name': 'Other', 'symbols': ['A', 'B']}",
                backward: "EVS3004",
                forward: "EVS3004"),
        ]),
    ];

    private static Edit Of(
        string text,
        string old,
        string @new,
        string backward = "",
        string forward = "",
        string meaning = "",
        string redis = "") => new(
            text,
            AvroSchema.Parse(RecordText.Of("R", old)),
            AvroSchema.Parse(RecordText.Of("R", @new)),
            backward,
            forward,
            meaning,
            redis);

    private static string Nested(string fields, string name = "Part") => RecordText.Of(name, fields).Replace('"', '\'');

    private static AvroSchema Root(string name, string? more = null)
    {
        string attributes = $"'name': '{name}'" + (more is null ? "" : ", " + more);
        return AvroSchema.Parse(
            $"{{'type': 'record', {attributes}, 'fields': [{{'name': 'a', 'type': 'int'}}]}}".Replace('\'', '"'));
    }

    private static string Logical(string type, string logical) => $"'a': {{'type': '{type}', 'logicalType': '{logical}'}}";

    private static string Decimal(string type, int precision, int scale) =>
        $"'a': {{'type': {type}, 'logicalType': 'decimal', 'precision': {precision}, 'scale': {scale}}}";
}

/// <summary>An edit of a schema, and the rules that must report it.</summary>
/// <param name="Text">The edit, as the page describes it.</param>
/// <param name="Old">The schema before the edit.</param>
/// <param name="New">The schema after the edit.</param>
/// <param name="Backward">The rules that forbid it where new readers must read old data, with spaces between them.</param>
/// <param name="Forward">The rules that forbid it where old readers must read new data.</param>
/// <param name="Meaning">The rules that report that it changes the meaning of events.</param>
/// <param name="Redis">
/// The rules that report it for readers on Redis: a rule that forbids it in one direction only has a <c>&lt;</c> behind its id where new
/// readers must read old data, and a <c>&gt;</c> where old readers must read new data.
/// </param>
sealed record Edit(
    string Text, AvroSchema Old, AvroSchema New, string Backward = "", string Forward = "", string Meaning = "", string Redis = "")
{
    /// <summary>The rules that must report the edit at a level.</summary>
    public string[] Expected(CompatibilityLevel level) =>
        [.. Ids(level.IsBackward() ? Backward : "").Concat(Ids(level.IsForward() ? Forward : "")).Order(StringComparer.Ordinal)];

    /// <summary>The rules that must report the edit at a level for readers on Redis.</summary>
    public string[] ExpectedOnRedis(CompatibilityLevel level) =>
    [
        .. Ids(Redis)
            .Where(id => level != CompatibilityLevel.None
                && (id[^1] is not ('<' or '>') || (id[^1] == '<' ? level.IsBackward() : level.IsForward())))
            .Select(id => id.TrimEnd('<', '>')),
    ];

    private static string[] Ids(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>
/// Records in a short form: <c>'name': type = default (aka 'alias') (doc 'text') (pii true)</c>, with semicolons between fields, and
/// single quotes where JSON has double quotes.
/// </summary>
static partial class RecordText
{
    /// <summary>The record as JSON.</summary>
    public static string Of(string name, string fields) =>
        $$"""{"type": "record", "name": "{{name}}", "fields": [{{string.Join(", ", SplitFields(fields).Select(Field))}}]}"""
            .Replace('\'', '"');

    private static string Field(string field)
    {
        Match match = Pattern().Match(field.Trim());
        Assert.True(match.Success, field);
        string text = $"{{'name': {match.Groups["name"].Value}, 'type': {match.Groups["type"].Value}";
        text += match.Groups["default"].Success ? $", 'default': {match.Groups["default"].Value}" : "";
        foreach (Capture more in match.Groups["more"].Captures)
        {
            string[] parts = more.Value.Split(' ', 2);
            text += parts[0] == "aka" ? $", 'aliases': [{parts[1]}]" : $", '{parts[0]}': {parts[1]}";
        }

        return text + "}";
    }

    // A nested record is already JSON, which has no semicolons.
    private static string[] SplitFields(string fields) => fields.Length == 0 ? [] : fields.Split(';');

    [GeneratedRegex(@"^(?<name>'\w+'): (?<type>.+?)(?: = (?<default>\S+))?(?: \((?<more>[^()]+)\))*$")]
    private static partial Regex Pattern();
}
