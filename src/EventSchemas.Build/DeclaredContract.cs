namespace EventSchemas.Build;

/// <summary>What an assembly says about one of its events, in its <c>EventContract</c> attribute.</summary>
sealed record DeclaredContract(string EventType, string Schema, string? Topic, string? Key, string? Compatibility)
{
    /// <summary>Whether the event type can stand in a file's name.</summary>
    public bool CanNameAFile =>
        EventType.Length > 0
        && EventType[0] != '.'
        && EventType.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-');
}
