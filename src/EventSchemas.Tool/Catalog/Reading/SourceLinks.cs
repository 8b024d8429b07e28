using System.Globalization;

namespace EventSchemas.Tool;

/// <summary>Addresses of source files, by the services that have them.</summary>
/// <param name="templates">The addresses, with <c>{file}</c> and <c>{line}</c>, by services; <c>*</c> stands for all others.</param>
sealed class SourceLinks(IReadOnlyDictionary<string, string> templates)
{
    private const string AllServices = "*";
    private const string FilePart = "{file}";
    private const string LinePart = "{line}";
    private const string MappedRoot = "/_/";
    private const string ServicePart = "{service}";

    /// <summary>The addresses of a command line.</summary>
    /// <param name="texts">Each a service, an equals sign and an address.</param>
    /// <exception cref="ToolException">One isn't like that.</exception>
    public static SourceLinks Parse(IReadOnlyList<string> texts)
    {
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int end = text.IndexOf('=', StringComparison.Ordinal);
            string address = text[(end + 1)..];
            if (end <= 0 || !IsAddress(address) || !address.Contains(FilePart, StringComparison.Ordinal))
            {
                throw new ToolException(
                    $"'{text}' isn't a service with the address of its sources: write it like "
                    + "orders=https://example.org/orders/blob/main/{file}#L{line}, or * for all services.",
                    ExitCode.Usage);
            }

            templates[text[..end]] = address;
        }

        return new SourceLinks(templates);
    }

    /// <summary>The address of a file; null where none is known, or where the file isn't in the project.</summary>
    public string? Of(string service, string? file, int? line)
    {
        // A project at the root of its repository, built deterministically.
        file = file?.StartsWith(MappedRoot, StringComparison.Ordinal) == true ? file[MappedRoot.Length..] : file;
        if (file is null || Path.IsPathRooted(file) || file.Contains(':', StringComparison.Ordinal)
            || (templates.GetValueOrDefault(service) ?? templates.GetValueOrDefault(AllServices)) is not { } template)
        {
            return null;
        }

        string path = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return template
            .Replace(ServicePart, Uri.EscapeDataString(service), StringComparison.Ordinal)
            .Replace(LinePart, line?.ToString(CultureInfo.InvariantCulture) ?? "1", StringComparison.Ordinal)
            .Replace(FilePart, path, StringComparison.Ordinal);
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
