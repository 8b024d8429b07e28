namespace EventSchemas.Kafka;

/// <summary>Which schema registry, and how to talk to it.</summary>
public sealed class SchemaRegistryOptions
{
    /// <summary>Where it is, for example <c>http://localhost:8081</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>User and password as <c>user:password</c>, where it asks for them.</summary>
    public string? Auth { get; set; }

    /// <summary>Whether a producer registers its schemas, as the Python services do; otherwise they must be registered already. On by default.</summary>
    public bool AutoRegister { get; set; } = true;

    /// <summary>How long one request may take; 5 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
