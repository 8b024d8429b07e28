using System.Globalization;

namespace EventSchemas.Redis;

/// <summary>A server's address as the Python client parses it. Immutable.</summary>
sealed record RedisUrl
{
    private const int DefaultPort = 6379;

    // What the Python client passes to its connection and that has no counterpart here, or another setting.
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        "socket_keepalive", "retry_on_timeout", "health_check_interval", "max_connections", "protocol", "client_name", "lib_name",
        "lib_version", "encoding", "encoding_errors", "decode_responses", "timeout", "ssl_ca_path", "ssl_min_version", "ssl_validate_ocsp",
    };

    /// <summary>The host, or the path of a socket where <see cref="IsSocket"/> is set.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = DefaultPort;

    public bool IsSocket { get; init; }

    public bool IsTls { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public int Database { get; init; }

    public TimeSpan? CommandTimeout { get; init; }

    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>Whether the server's certificate must be valid.</summary>
    public bool ChecksCertificate { get; init; } = true;

    /// <summary>Whether the certificate must be that of the host.</summary>
    public bool ChecksHostName { get; init; } = true;

    /// <summary>A PEM file with the authorities that may sign the server's certificate; null for those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with the client's certificate, for mutual TLS; null without.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with its key; null if it is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Reads a URL.</summary>
    /// <exception cref="FormatException">It isn't one; the message says why, without the password.</exception>
    public static RedisUrl Parse(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string kind = scheme < 0 ? "" : text[..scheme];
        if (kind is not ("redis" or "rediss" or "unix"))
        {
            throw new FormatException("begin it with redis://, rediss:// or unix://");
        }

        string rest = text[(scheme + 3)..];
        rest = rest.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? rest[..fragment] : rest;
        (rest, string query) = SplitAt(rest, rest.IndexOf('?', StringComparison.Ordinal));
        (string authority, string path) = rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
            ? (rest[..slash], rest[slash..])
            : (rest, "");
        int at = authority.LastIndexOf('@');
        (string? user, string? password) = at < 0 ? (null, null) : ReadCredentials(authority[..at]);
        RedisUrl url = kind == "unix"
            ? new RedisUrl { Host = Uri.UnescapeDataString(path), IsSocket = true }
            : ReadHost(authority[(at + 1)..]) with { IsTls = kind == "rediss", Database = ReadPath(path) };
        return ReadQuery(url with { User = user, Password = password }, query);
    }

    private static (string? User, string? Password) ReadCredentials(string text)
    {
        (string user, string password) = SplitAt(text, text.IndexOf(':', StringComparison.Ordinal));
        return (Unescaped(user), Unescaped(password));
    }

    private static RedisUrl ReadHost(string text)
    {
        int bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        int colon = text.IndexOf(':', bracket + 1);
        (string host, string port) = SplitAt(text, colon);
        host = bracket > 0 ? host.Trim('[', ']') : Uri.UnescapeDataString(host);
        int number = DefaultPort;
        if (port.Length > 0 && !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            // What stands there can be a password whose URL lacks its host.
            throw new FormatException("its port isn't a number");
        }

        return new RedisUrl { Host = host.Length > 0 ? host : "localhost", Port = number };
    }

    // A path that isn't a number is database 0 in Python, and both sides must agree.
    private static int ReadPath(string path) => int.TryParse(
        Uri.UnescapeDataString(path).Replace("/", "", StringComparison.Ordinal),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out int database) ? database : 0;

    private static RedisUrl ReadQuery(RedisUrl url, string query)
    {
        foreach (string argument in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            (string name, string escaped) = SplitAt(argument, argument.IndexOf('=', StringComparison.Ordinal));
            string value = Uri.UnescapeDataString(escaped.Replace('+', ' '));
            if (value.Length > 0)
            {
                url = With(url, name, value);
            }
        }

        return url;
    }

    private static RedisUrl With(RedisUrl url, string name, string value) => name switch
    {
        "db" => url with
        {
            Database = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int database)
                ? database
                : throw new FormatException($"its db is '{value}', which isn't a number"),
        },
        "username" => url with { User = value },
        "password" => url with { Password = value },
        "socket_timeout" => url with { CommandTimeout = Seconds(name, value) },
        "socket_connect_timeout" => url with { ConnectTimeout = Seconds(name, value) },
        "ssl_cert_reqs" => url with { ChecksCertificate = value != "none" },
        "ssl_check_hostname" => url with { ChecksHostName = IsTrue(value) },
        "ssl_ca_certs" => url with { CaFile = value },
        "ssl_certfile" => url with { CertificateFile = value },
        "ssl_keyfile" => url with { KeyFile = value },
        _ when Ignored.Contains(name) => url,
        _ => throw new FormatException($"its argument {name} isn't known"),
    };

    // What the Python client takes for false.
    private static bool IsTrue(string value) => value.ToUpperInvariant() is not ("0" or "F" or "FALSE" or "N" or "NO");

    private static TimeSpan Seconds(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"its {name} is '{value}', which isn't a number of seconds");

    private static string? Unescaped(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);

    private static (string Before, string Behind) SplitAt(string text, int index) =>
        index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);

    // Never the password.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{Address}/{Database}");
        return true;
    }

    /// <summary>The address for messages, without user and password.</summary>
    public string Address => IsSocket ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
