using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// The feature flags that a configuration file declares, as Microsoft.FeatureManagement finds them: every member of the section
/// <c>FeatureManagement</c>, and the <c>id</c> of everything in <c>feature_management:feature_flags</c>. Names are compared as .NET's
/// configuration compares them, and a name may contain colons instead of nested objects.
/// </summary>
sealed class AppSettings
{
    public const string Section = "FeatureManagement";
    public const string SharedSection = "feature_management";
    public const string SharedFlags = "feature_flags";
    private const string FileStart = "appsettings";
    private const string FileEnd = ".json";
    private const char Separator = ':';

    private readonly HashSet<string> _flags = new(StringComparer.OrdinalIgnoreCase);

    private AppSettings(AvroJson root)
    {
        Walk(root, "");
    }

    /// <summary>Whether a path is that of a configuration file: <c>appsettings.json</c>, or with an environment in its name.</summary>
    public static bool IsAppSettings(string? path) =>
        Path.GetFileName(path) is { } name
        && name.StartsWith(FileStart, StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(FileEnd, StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings in a text; null where it isn't a JSON object, which the host reports.</summary>
    public static AppSettings? TryParse(string text) =>
        LenientJson.TryParse(text)?.Root is { Kind: AvroJsonKind.Object } root ? new AppSettings(root) : null;

    /// <summary>The flags that the file declares.</summary>
    public IReadOnlyCollection<string> Flags => _flags;

    /// <summary>Whether the file declares a flag, on or off.</summary>
    public bool Declares(string flag) => _flags.Contains(flag);

    private void Walk(AvroJson value, string path)
    {
        foreach (KeyValuePair<string, AvroJson> child in Children(value, path))
        {
            string[] names = child.Key.Split(Separator);
            if (names.Length > 1 && Is(names[0], Section))
            {
                _flags.Add(names[1]);
            }
            else if (names.Length == 4 && Is(names[0], SharedSection) && Is(names[1], SharedFlags) && Is(names[3], "id"))
            {
                _flags.Add(child.Value.Text);
            }
            else if (Is(names[0], Section) || Is(names[0], SharedSection))
            {
                Walk(child.Value, child.Key);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, AvroJson>> Children(AvroJson value, string path)
    {
        string start = path.Length == 0 ? "" : path + Separator;
        return value.Members
            .Select(member => new KeyValuePair<string, AvroJson>(start + member.Key, member.Value))
            .Concat(value.Items.Select((item, i) =>
                new KeyValuePair<string, AvroJson>(start + i.ToString(CultureInfo.InvariantCulture), item)));
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
