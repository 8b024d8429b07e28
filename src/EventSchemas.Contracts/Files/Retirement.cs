using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// That an event has ended for good: the content of <c>shipped/&lt;event type&gt;/retired.contract.json</c>, beside the versions that it
/// had.
/// </summary>
/// <param name="EventType">The event type.</param>
/// <param name="Reason">Why nobody needs it any more.</param>
/// <param name="Date">The day on which it was retired, as <c>yyyy-MM-dd</c>.</param>
sealed record Retirement(string EventType, string Reason, string Date)
{
    /// <summary>The retirement in a file's text, or what is wrong with the text.</summary>
    public static ParsedText<Retirement> Parse(string text) => ParsedText<Retirement>.Of(text, source =>
    {
        AvroJson json = AvroJson.Parse(source);
        string? Member(string name) => json.Member(name) is { Kind: AvroJsonKind.String } value ? value.Text : null;
        return Member("eventType") is { } eventType && Member("reason") is { } reason && Member("retired") is { } date
            ? new Retirement(eventType, reason, date)
            : throw new AvroSchemaException("\"eventType\", \"retired\" and \"reason\" must be there, as text", json.Line, json.Column);
    });

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        (string Name, string Value)[] members = [("eventType", EventType), ("retired", Date), ("reason", Reason)];
        IEnumerable<string> lines = members.Select(member => $"  \"{member.Name}\": {AvroJson.FromString(member.Value)}");
        return "{\n" + string.Join(",\n", lines) + "\n}\n";
    }
}
