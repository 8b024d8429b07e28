namespace EventSchemas.Declarations;

/// <summary>A handler that the assembly declares, for one event.</summary>
/// <param name="FullName">The handler in generated code.</param>
/// <param name="EventName">The event in generated code.</param>
/// <param name="Name">The name that it is registered under.</param>
sealed record HandlerDeclaration(string FullName, string EventName, string Name)
{
    /// <summary>Whether the handler or its event is obsolete.</summary>
    public bool IsObsolete { get; init; }
}
