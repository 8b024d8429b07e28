namespace EventSchemas.Testing;

/// <summary>
/// What goes wrong in an <see cref="EmbeddedSchemaRegistry"/>, on demand: for the next requests, or until it is cleared. Safe for
/// concurrent use.
/// </summary>
public sealed class RegistryFaults
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _planned = [];

    internal RegistryFaults()
    {
    }

    /// <summary>The number of answers that have failed or been delayed since the registry was started.</summary>
    public int Count { get; private set; }

    /// <summary>Answers the next requests with a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">The number of requests.</param>
    /// <param name="request">The requests that are affected; any by default.</param>
    public void FailNext(RegistryFault fault, int times = 1, RegistryRequest request = RegistryRequest.Any)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Add(fault, times, request);
    }

    /// <summary>Answers requests with a fault until <see cref="Clear"/>.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="request">The requests that are affected; any by default.</param>
    public void FailAll(RegistryFault fault, RegistryRequest request = RegistryRequest.Any) => Add(fault, int.MaxValue, request);

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _planned.Clear();
        }
    }

    internal RegistryFault? Take(string method, string path)
    {
        RegistryRequest request = Classify(method, path);
        lock (_gate)
        {
            Planned? planned = _planned.Find(candidate => candidate.Request is RegistryRequest.Any || candidate.Request == request);
            if (planned is null)
            {
                return null;
            }

            Count++;
            if (planned.Left != int.MaxValue && --planned.Left == 0)
            {
                _planned.Remove(planned);
            }

            return planned.Fault;
        }
    }

    private void Add(RegistryFault fault, int times, RegistryRequest request)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            _planned.Add(new Planned(fault, request, times));
        }
    }

    private static RegistryRequest? Kind(string method, string path) =>
        (method, path.StartsWith("/subjects/", StringComparison.Ordinal), path.EndsWith("/versions", StringComparison.Ordinal)) switch
        {
            ("POST", true, true) => RegistryRequest.Register,
            ("POST", true, false) => RegistryRequest.Lookup,
            _ => null,
        };

    private static RegistryRequest Classify(string method, string path) =>
        Kind(method, path) ?? (IsRead(path) ? RegistryRequest.Read : RegistryRequest.Other);

    private static bool IsRead(string path) =>
        path.StartsWith("/schemas/ids/", StringComparison.Ordinal) || path.StartsWith("/schemas/guids/", StringComparison.Ordinal);

    private sealed class Planned(RegistryFault fault, RegistryRequest request, int times)
    {
        public RegistryFault Fault { get; } = fault;

        public RegistryRequest Request { get; } = request;

        public int Left { get; set; } = times;
    }
}

/// <summary>A kind of request to a schema registry.</summary>
public enum RegistryRequest
{
    /// <summary>Every request.</summary>
    Any,

    /// <summary>Registering a schema in a subject.</summary>
    Register,

    /// <summary>Looking up whether a subject has a schema.</summary>
    Lookup,

    /// <summary>Reading the schema of an id or a GUID.</summary>
    Read,

    /// <summary>Any other request: subjects, versions, levels.</summary>
    Other,
}

/// <summary>How a schema registry, or what stands in front of it, answers wrongly. Immutable.</summary>
public sealed record RegistryFault
{
    private const string JsonType = "application/vnd.schemaregistry.v1+json";

    private RegistryFault()
    {
    }

    /// <summary>The connection breaks without an answer.</summary>
    public static RegistryFault Down { get; } = new() { BreaksConnection = true };

    /// <summary>A page in HTML with status 200, as a login page or a proxy sends it.</summary>
    public static RegistryFault Html { get; } = new()
    {
        Status = 200,
        Body = "<!DOCTYPE html><html><body>Please sign in</body></html>",
        ContentType = "text/html",
    };

    /// <summary>Status 200 without a body.</summary>
    public static RegistryFault EmptyBody { get; } = new() { Status = 200 };

    /// <summary>Status 200 with the body <c>{}</c>.</summary>
    public static RegistryFault EmptyObject { get; } = new() { Status = 200, Body = "{}" };

    /// <summary>Status 404 without the registry's error code: from a server that isn't the registry.</summary>
    public static RegistryFault NotFound { get; } = new() { Status = 404, Body = "Not Found", ContentType = "text/plain" };

    /// <summary>Status 401: wrong user or password.</summary>
    public static RegistryFault Unauthorized { get; } = Error(401, 40101, "User cannot be authenticated");

    /// <summary>Status 403: the user may not do this.</summary>
    public static RegistryFault Forbidden { get; } = Error(403, 40301, "User is denied the operation");

    /// <summary>Status 500: a fault of the registry, for example of its store.</summary>
    public static RegistryFault ServerError { get; } = Error(500, 50001, "Error in the backend data store");

    /// <summary>Status 503: the registry, or a gateway in front of it, is overloaded.</summary>
    public static RegistryFault Unavailable { get; } = new() { Status = 503 };

    internal bool BreaksConnection { get; private init; }

    internal TimeSpan Delay { get; private init; }

    internal int Status { get; private init; }

    internal string Body { get; private init; } = "";

    internal string ContentType { get; private init; } = JsonType;

    /// <summary>The right answer, late.</summary>
    /// <param name="delay">How long the registry waits before it handles the request.</param>
    public static RegistryFault Slow(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delay.TotalMilliseconds, nameof(delay));
        return new RegistryFault { Delay = delay };
    }

    /// <summary>An answer of your own.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The body's media type.</param>
    public static RegistryFault Answer(int status, string body, string contentType = JsonType)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new RegistryFault { Status = status, Body = body, ContentType = contentType };
    }

    private static RegistryFault Error(int status, int code, string message) => new()
    {
        Status = status,
        Body = $$"""{"error_code":{{code}},"message":"{{message}}"}""",
    };
}
