namespace EventSchemas.Analyzers;

/// <summary>What a call registers.</summary>
enum RegistrationKind
{
    /// <summary>One handler in a consumer group.</summary>
    Handler,

    /// <summary>All handlers of the assembly in a consumer group.</summary>
    DiscoveredHandlers,

    /// <summary>A consumer group.</summary>
    Group,
}
