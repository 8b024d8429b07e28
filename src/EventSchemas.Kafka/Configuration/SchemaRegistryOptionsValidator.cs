using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// Checks the options of the schema registry. They are checked as part of <see cref="EventBusOptions"/>, so that one exception at start
/// names everything that is wrong.
/// </summary>
sealed class SchemaRegistryOptionsValidator(IOptions<SchemaRegistryOptions> registry, EventBusRegistrations registrations)
    : IValidateOptions<EventBusOptions>
{
    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors = [.. Check(registry.Value)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Check(SchemaRegistryOptions options)
    {
        string[] urls = options.Url.Split(',', StringSplitOptions.TrimEntries);
        if (!urls.All(IsUrl))
        {
            yield return $"{Path("Url")} is '{RegistryClient.AddressOf(options)}': "
                + "give the registry's address, for example http://localhost:8081.";
        }

        if (Array.Exists(urls, url => url.Contains('@', StringComparison.Ordinal)))
        {
            yield return $"{Path("Url")} has a user in it: set {Path("Auth")} instead.";
        }

        if (options is { Auth: not null, BearerToken: not null })
        {
            yield return $"{Path("Auth")} and {Path("BearerToken")} are both set: remove one.";
        }

        if (options.Auth is { } auth && !auth.Contains(':', StringComparison.Ordinal))
        {
            yield return $"{Path("Auth")} isn't user and password with a colon between them.";
        }

        (string Key, string? File)[] files = [("CaFile", options.CaFile), ("CertificateFile", options.CertificateFile)];
        foreach ((string key, string? file) in files.Where(setting => setting.File is not null && !File.Exists(setting.File)))
        {
            yield return $"{Path(key)} is {file}, which doesn't exist.";
        }

        if (options.DataSchema is { } dataSchema && !IsSchemaUri(dataSchema))
        {
            yield return $"{Path("DataSchema")} is '{dataSchema}': give a URI with {{id}} for the schema's id, for example "
                + "https://registry.example.org/schemas/ids/{id}.";
        }

        if (options.RequestTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("RequestTimeout")} is {options.RequestTimeout}: give a time, for example 00:00:05.";
        }
    }

    private static bool IsSchemaUri(string text) => text.Contains(KafkaTopic.SchemaIdPlace, StringComparison.Ordinal)
        && Uri.IsWellFormedUriString(text.Replace(KafkaTopic.SchemaIdPlace, "1", StringComparison.Ordinal), UriKind.Absolute);

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private string Path(string key) => registrations.PathOf($"SchemaRegistry:{key}");
}
