using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace EventSchemas.Tool;

/// <summary>The text of an MSBuild file to which something is added; the rest stays as it is, character by character.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text.</param>
sealed record ProjectText(string Path, string Text)
{
    private const string DefaultIndent = "  ";
    private const string Items = "ItemGroup";
    private const string Properties = "PropertyGroup";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Reads a file.</summary>
    /// <exception cref="ToolException">It can't be read, or it is no text in UTF-8.</exception>
    public static async Task<ProjectText> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // With the mark of its encoding, if it has one, so that it keeps it.
            byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return new ProjectText(path, Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw new ToolException($"{path} isn't written in UTF-8: save it so, and run the command again.", ExitCode.Unavailable);
        }
    }

    /// <summary>Adds an item beside those of its kind, or in a group of its own.</summary>
    /// <param name="item">The kind of item.</param>
    /// <param name="include">What it includes.</param>
    /// <param name="version">Its version; null for none.</param>
    public ProjectText WithItem(string item, string include, string? version) => With(
        Items, item, version is null ? $"<{item} Include=\"{include}\" />" : $"<{item} Include=\"{include}\" Version=\"{version}\" />");

    /// <summary>Sets a property that the file doesn't set.</summary>
    public ProjectText WithProperty(string name, string value) => With(Properties, sibling: null, $"<{name}>{value}</{name}>");

    private ProjectText With(string group, string? sibling, string element)
    {
        XElement root = Parse();
        XElement? before = root.Elements()
            .Where(one => one.Name.LocalName == group && one.Attribute("Condition") is null)
            .SelectMany(one => one.Elements())
            .FirstOrDefault(one => (sibling is null || one.Name.LocalName == sibling) && one.Attribute("Condition") is null);
        return before is null ? WithGroup(root, group, element) : this with { Text = InsertBefore(before, element) };
    }

    private string InsertBefore(XElement sibling, string element)
    {
        int at = OffsetOf(sibling);
        string indent = IndentAt(at);
        return Text.Insert(at, $"{element}{NewLine}{indent}");
    }

    private ProjectText WithGroup(XElement root, string group, string element)
    {
        string own = root.Elements().FirstOrDefault() is { } first ? IndentAt(OffsetOf(first)) : "";
        string indent = own.Length > 0 ? own : DefaultIndent;
        string text = string.Join(
            NewLine, "", $"{indent}<{group}>", $"{indent}{indent}{element}", $"{indent}</{group}>", "");
        int end = Text.LastIndexOf($"</{root.Name.LocalName}", StringComparison.Ordinal);
        if (end >= 0)
        {
            return this with { Text = Text.Insert(end, text) };
        }

        // A project without content closes itself.
        int close = Text.LastIndexOf("/>", StringComparison.Ordinal);
        string closing = $"</{root.Name.LocalName}>";
        return this with { Text = $"{Text[..close].TrimEnd()}>{text}{closing}{Text[(close + 2)..]}" };
    }

    private XElement Parse()
    {
        try
        {
            XElement root = XDocument.Parse(Text.TrimStart('\uFEFF'), LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
            return root.Name.LocalName == "Project"
                ? root
                : throw new ToolException($"{Path} isn't a project of MSBuild.", ExitCode.Unavailable);
        }
        catch (XmlException e)
        {
            throw new ToolException($"{Path} isn't a project of MSBuild: {e.Message}", ExitCode.Unavailable);
        }
    }

    // Where the bracket is; XML counts from the name behind it.
    private int OffsetOf(XElement element)
    {
        var line = (IXmlLineInfo)element;
        int start = 0;
        for (int i = 1; i < line.LineNumber; i++)
        {
            start = Text.IndexOf('\n', start) + 1;
        }

        int mark = line.LineNumber == 1 && Text.StartsWith('\uFEFF') ? 1 : 0;
        return start + mark + line.LinePosition - 2;
    }

    private string IndentAt(int offset)
    {
        int start = Text.LastIndexOf('\n', Math.Max(offset - 1, 0)) + 1;
        string before = Text[start..offset];
        return string.IsNullOrWhiteSpace(before) ? before : "";
    }
}
