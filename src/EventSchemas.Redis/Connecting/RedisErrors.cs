using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>What an error of the client or of the server means.</summary>
static class RedisErrors
{
    // The server may take the same command later.
    private static readonly string[] Temporary =
        ["OOM", "READONLY", "LOADING", "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN", "MISCONF", "NOREPLICAS", "BUSY ", "MOVED", "ASK"];

    private static readonly string[] Rights = ["NOPERM", "NOAUTH", "WRONGPASS"];

    /// <summary>Whether an exception comes from the client or the server.</summary>
    public static bool IsRedis(Exception e) => e is RedisException or RedisTimeoutException or RedisCommandException
        or ObjectDisposedException;

    /// <summary>Whether the command may have been executed although it failed: it was sent, and no answer came.</summary>
    public static bool IsUnknown(Exception e) => e switch
    {
        RedisServerException or RedisCommandException => false,
        RedisConnectionException connection => connection.CommandStatus == CommandStatus.Sent,
        _ => true,
    };

    /// <summary>Whether the group, or its stream, doesn't exist.</summary>
    public static bool IsNoGroup(Exception e) => IsServer(e, "NOGROUP") || IsServer(e, "ERR no such key");

    /// <summary>Whether the group exists already.</summary>
    public static bool IsGroupThere(Exception e) => IsServer(e, "BUSYGROUP");

    /// <summary>Whether the key has something else than a stream.</summary>
    public static bool IsWrongType(Exception e) => IsServer(e, "WRONGTYPE");

    /// <summary>Whether a right is missing.</summary>
    public static bool IsRights(Exception e) => e switch
    {
        RedisServerException server => Array.Exists(Rights, server.Message.StartsWith),
        RedisConnectionException connection => connection.FailureType == ConnectionFailureType.AuthenticationFailure
            || Array.Exists(Rights, right => connection.ToString().Contains(right, StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>Why an event isn't on the bus, or may not be.</summary>
    public static PublishFailureReason ReasonOf(Exception e) =>
        IsRights(e) ? PublishFailureReason.NotAuthorized
        : e is not RedisServerException server ? PublishFailureReason.Unavailable
        : Array.Exists(Temporary, server.Message.StartsWith) ? PublishFailureReason.Unavailable
        : PublishFailureReason.Other;

    /// <summary>The error for people, in one line: what the client says, and what the server said if it isn't part of that.</summary>
    public static string Text(Exception e)
    {
        string text = OneLine(e);
        Exception cause = e.GetBaseException();
        string said = OneLine(cause);
        return cause == e || text.Contains(said, StringComparison.Ordinal) ? text : $"{text} ({said})";
    }

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.');

    private static bool IsServer(Exception e, string prefix) =>
        e is RedisServerException && e.Message.StartsWith(prefix, StringComparison.Ordinal);
}
