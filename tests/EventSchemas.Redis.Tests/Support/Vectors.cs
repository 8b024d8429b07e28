using System.Text;
using System.Text.Json;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Entries that the Python library wrote, and crafted ones with what it did with them. Absent on most machines.</summary>
static class Vectors
{
    private static readonly Lazy<JsonDocument> File = new(() => JsonDocument.Parse(SharedFiles.OpenEdxFile("redis-vectors.json")));

    /// <summary>Entries that it wrote.</summary>
    public static IReadOnlyList<JsonElement> Written => [.. File.Value.RootElement.GetProperty("vectors").EnumerateArray()];

    /// <summary>Crafted entries.</summary>
    public static IReadOnlyList<JsonElement> Crafted => [.. File.Value.RootElement.GetProperty("consumer_cases").EnumerateArray()];

    /// <summary>The fields of an entry; null where the file describes it in words.</summary>
    public static NameValueEntry[]? FieldsOf(JsonElement entry) =>
        entry.GetProperty("xadd_fields") is { ValueKind: JsonValueKind.Array } fields
            ? [.. fields.EnumerateArray().Select(field => new NameValueEntry(Bytes(field[0]), Bytes(field[1])))]
            : null;

    /// <summary>Fields as text that can be compared.</summary>
    public static string Show(NameValueEntry[] fields) => string.Join('\n', fields.Select(field =>
        $"{Encoding.UTF8.GetString(field.Name!)}={Convert.ToHexStringLower((byte[])field.Value!)}"));

    private static byte[] Bytes(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? Encoding.UTF8.GetBytes(value.GetString()!)
        : Convert.FromHexString(value.GetProperty("hex").GetString()!);
}
