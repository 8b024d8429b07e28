namespace EventSchemas.Kafka;

/// <summary>The headers of a message on an Open edX bus (CloudEvents, binary mode, and two of its own).</summary>
static class HeaderNames
{
    public const string SpecVersion = "ce_specversion";
    public const string ContentType = "content-type";
    public const string DataContentType = "ce_datacontenttype";
    public const string Type = "ce_type";
    public const string Id = "ce_id";
    public const string Source = "ce_source";
    public const string Time = "ce_time";
    public const string MinorVersion = "ce_minorversion";
    public const string SourceHost = "sourcehost";
    public const string SourceLibrary = "sourcelib";
}
