using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace EventSchemas.Assemblies;

/// <summary>The documentation that the compiler wrote for an assembly; empty where the project has none.</summary>
sealed class XmlDocumentation
{
    private const string TypePrefix = "T:";
    private const string PropertyPrefix = "P:";
    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, XElement> _members;
    private readonly Lazy<ILookup<string, string>> _typesByName;

    private XmlDocumentation(Dictionary<string, XElement> members)
    {
        _members = members;
        _typesByName = new Lazy<ILookup<string, string>>(() => members.Keys
            .Where(key => key.StartsWith(TypePrefix, StringComparison.Ordinal))
            .Select(key => key.Substring(TypePrefix.Length))
            .ToLookup(type => type.Substring(type.LastIndexOf('.') + 1), StringComparer.Ordinal));
    }

    /// <summary>Reads a file; one that isn't there documents nothing.</summary>
    /// <exception cref="XmlException">It isn't XML.</exception>
    public static XmlDocumentation Read(string path)
    {
        if (path.Length == 0 || !File.Exists(path))
        {
            return new XmlDocumentation([]);
        }

        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return new XmlDocumentation(XDocument.Load(reader).Descendants("member")
            .Where(member => member.Attribute("name") is not null)
            .GroupBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal));
    }

    /// <summary>The summary of a type.</summary>
    /// <param name="record">The type, as the metadata name it.</param>
    public string? SummaryOf(string? record) =>
        record is not null && _members.TryGetValue(TypePrefix + Id(record), out XElement? type) ? TextOf(type.Element("summary")) : null;

    /// <summary>The remarks on a type.</summary>
    /// <param name="record">The type, as the metadata name it.</param>
    public string? RemarksOf(string? record) =>
        record is not null && _members.TryGetValue(TypePrefix + Id(record), out XElement? type) ? TextOf(type.Element("remarks")) : null;

    /// <summary>
    /// The documentation of the members of records that are known by their simple names, where the assembly has exactly one type of the
    /// name.
    /// </summary>
    /// <param name="names">The names.</param>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, string>>>> MembersOf(IEnumerable<string> names) =>
    [
        .. names
            .Where(name => _typesByName.Value[name].Count() == 1)
            .Select(name => new KeyValuePair<string, IReadOnlyList<KeyValuePair<string, string>>>(
                name, MembersOf(_typesByName.Value[name].Single())))
            .Where(type => type.Value.Count > 0),
    ];

    /// <summary>The documentation of a record's members: of its properties, and of the parameters of a positional record.</summary>
    /// <param name="record">The record, as the metadata name it.</param>
    public IReadOnlyList<KeyValuePair<string, string>> MembersOf(string? record)
    {
        if (record is null)
        {
            return [];
        }

        string id = Id(record);
        string prefix = PropertyPrefix + id + ".";
        IEnumerable<(string Name, string? Text)> parameters = _members.TryGetValue(TypePrefix + id, out XElement? type)
            ? type.Elements("param").Select(element => (element.Attribute("name")?.Value ?? "", TextOf(element)))
            : [];
        IEnumerable<(string Name, string? Text)> properties = _members
            .Where(member => member.Key.StartsWith(prefix, StringComparison.Ordinal) && member.Key.IndexOf('.', prefix.Length) < 0)
            .Select(member => (member.Key.Substring(prefix.Length), TextOf(member.Value.Element("summary"))));
        return
        [
            .. parameters.Concat(properties)
                .Where(item => item.Name.Length > 0 && item.Text is not null)
                .GroupBy(item => item.Name, StringComparer.Ordinal)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => new KeyValuePair<string, string>(same.Key, same.First().Text!)),
        ];
    }

    private static string Id(string record) => record.Replace('+', '.');

    private static string? TextOf(XElement? element)
    {
        string text = element is null ? "" : Space.Replace(string.Concat(element.Nodes().Select(TextOf)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    // <see cref="T:Acme.Order"/> is written as Order, and <paramref name="n"/> as n.
    private static string TextOf(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } element => Named(element),
        XElement element => string.Concat(element.Nodes().Select(TextOf)),
        _ => "",
    };

    private static string Named(XElement element)
    {
        XAttribute? named = element.Attribute("cref") ?? element.Attribute("name") ?? element.Attribute("langword");
        string name = (named?.Value ?? " ").Split('(')[0];
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
