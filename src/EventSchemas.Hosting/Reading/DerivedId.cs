namespace EventSchemas.Hosting;

/// <summary>Ids of events that have none, or none that is a UUID. They are the same each time the message is delivered.</summary>
static class DerivedId
{
    /// <summary>The id of a message by its position, as text.</summary>
    public static Guid OfPosition(string position) => NamedId.Of(position);

    /// <summary>The id of an event by the id that its source has given it.</summary>
    public static Guid Of(string source, string id) => NamedId.Of($"{source}\n{id}");
}
