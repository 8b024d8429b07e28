namespace EventSchemas.Kafka;

/// <summary>The schema registry: the subsection <c>SchemaRegistry</c> of the bus's configuration.</summary>
public sealed class SchemaRegistryOptions
{
    /// <summary>
    /// The registry's address, for example <c>http://localhost:8081</c>; several, separated by commas, if it has several instances.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>User and password as <c>user:password</c>, if the registry asks for them.</summary>
    public string? Auth { get; set; }

    /// <summary>A token that is sent as <c>Authorization: Bearer</c>, if the registry asks for one.</summary>
    public string? BearerToken { get; set; }

    /// <summary>A PEM file with the certificate authority that signed the registry's certificate; by default those of the system.</summary>
    public string? CaFile { get; set; }

    /// <summary>A PKCS #12 file with the client's certificate and its private key, for mutual TLS.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The password of that file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>
    /// Whether producers register their schemas, as the Python services do; otherwise they must be registered already. On by default.
    /// </summary>
    public bool AutoRegister { get; set; } = true;

    /// <summary>
    /// Which subject an event's schema has, as Confluent's strategies of these names say; <see cref="SubjectNaming.TopicName"/> by
    /// default. It applies to events whose conventions leave it open: the subjects of Open edX events are always topic and record.
    /// </summary>
    public SubjectNaming SubjectNameStrategy { get; set; }

    /// <summary>
    /// The URI of a schema, with <c>{id}</c> for its id, which CloudEvents messages then have as <c>ce_dataschema</c>; for example
    /// <c>https://registry.example.org/schemas/ids/{id}</c>. None by default.
    /// </summary>
    public string? DataSchema { get; set; }

    /// <summary>How long one request may take; 5 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Which subject an event's schema has in the registry.</summary>
public enum SubjectNaming
{
    /// <summary><c>&lt;topic&gt;-value</c>: a topic has events of one type.</summary>
    TopicName,

    /// <summary>The full name of the event's record: its schema is the same on every topic.</summary>
    RecordName,

    /// <summary><c>&lt;topic&gt;-&lt;full name of the record&gt;</c>: a topic can have events of several types.</summary>
    TopicRecordName,
}
