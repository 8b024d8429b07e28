namespace EventSchemas.Avro.Tests;

/// <summary>One edit of a schema, and what must come of it.</summary>
/// <param name="Text">What is done, for people.</param>
/// <param name="Old">The schema before.</param>
/// <param name="New">The schema after.</param>
/// <param name="Backward">The rules that forbid it where new readers must read old data; none where it is allowed.</param>
/// <param name="Forward">The rules that forbid it where old readers must read new data.</param>
/// <param name="Meaning">The rules that say that it changes what events mean.</param>
sealed record Edit(string Text, AvroSchema Old, AvroSchema New, string Backward = "", string Forward = "", string Meaning = "")
{
    /// <summary>What a level must find.</summary>
    public string[] Expected(CompatibilityLevel level) =>
        [.. Ids(level.IsBackward() ? Backward : "").Concat(Ids(level.IsForward() ? Forward : "")).Order(StringComparer.Ordinal)];

    private static string[] Ids(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
