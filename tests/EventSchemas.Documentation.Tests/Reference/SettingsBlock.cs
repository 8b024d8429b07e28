using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace EventSchemas.Documentation.Tests;

/// <summary>Reads the settings that a block of a page shows, with the secrets that commands in its section set.</summary>
static partial class SettingsBlock
{
    /// <summary>The settings, with files that exist. What a page leaves out, because it is about something else, is there.</summary>
    public static Dictionary<string, string?> Read(CodeBlock block)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string? value) in new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(block.Code)))
            .Build()
            .AsEnumerable()
            .Where(setting => setting.Value is not null))
        {
            settings[key] = FileSetting().IsMatch(key) ? TestCertificate.FileFor(value!) : value;
        }

        foreach (Match secret in DocumentationPage.Of(block.Page).Blocks
            .Where(one => one.Section == block.Section)
            .SelectMany(one => UserSecret().Matches(one.Code)))
        {
            settings[secret.Groups["key"].Value] = secret.Groups["value"].Value;
        }

        if (settings.Keys.Any(key => OfKafka().IsMatch(key)) || !settings.Keys.Any(key => OfRedis().IsMatch(key)))
        {
            settings.TryAdd("EventBus:Kafka:BootstrapServers", "localhost:9092");
            settings.TryAdd("EventBus:SchemaRegistry:Url", "http://localhost:8081");
        }

        return settings;
    }

    [GeneratedRegex(":(CaFile|CertificateFile|KeyFile)$")]
    private static partial Regex FileSetting();

    [GeneratedRegex("dotnet user-secrets set \"(?<key>[^\"]+)\" \"(?<value>[^\"]+)\"")]
    private static partial Regex UserSecret();

    [GeneratedRegex("^EventBus:(Kafka|SchemaRegistry):", RegexOptions.IgnoreCase)]
    private static partial Regex OfKafka();

    [GeneratedRegex("^EventBus:Redis:", RegexOptions.IgnoreCase)]
    private static partial Regex OfRedis();
}
