using System.Xml;
using System.Xml.Linq;

namespace EventSchemas.Tool;

/// <summary>A C# project on the disk, as far as its file says it: imports and conditions aren't evaluated.</summary>
/// <param name="Path">The file.</param>
/// <param name="RootNamespace">The namespace of its files.</param>
sealed record ProjectFile(string Path, string RootNamespace)
{
    private const string Extension = "*.csproj";

    /// <summary>The folder of the project.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The project that a folder belongs to: of that folder, or the nearest one above it; null where there is none.</summary>
    /// <exception cref="ToolException">A folder has several, or the file isn't one of MSBuild.</exception>
    public static ProjectFile? Around(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            string[] files = at.Exists ? Directory.GetFiles(at.FullName, Extension) : [];
            if (files.Length > 1)
            {
                throw new ToolException(
                    $"{at.FullName} has several projects, and nothing says which one the files are for: name another folder by --output.",
                    ExitCode.Usage);
            }

            if (files.Length == 1)
            {
                return Read(files[0]);
            }
        }

        return null;
    }

    /// <summary>Reads a project.</summary>
    /// <exception cref="ToolException">The file isn't one of MSBuild.</exception>
    public static ProjectFile Read(string path)
    {
        XDocument document = Load(path);
        string? root = document.Root!.Descendants().FirstOrDefault(one => one.Name.LocalName == "RootNamespace")?.Value.Trim();
        return new ProjectFile(path, string.IsNullOrEmpty(root) ? NamespaceOf(path) : root);
    }

    /// <summary>The name of the assembly that a project's file says: that of the file where it says none.</summary>
    /// <exception cref="ToolException">The file isn't one of MSBuild.</exception>
    public static string AssemblyNameOf(string path) =>
        Load(path).Root!.Descendants().FirstOrDefault(one => one.Name.LocalName == "AssemblyName")?.Value.Trim() is { Length: > 0 } name
            ? name
            : System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>The project's XML, with its white space.</summary>
    /// <exception cref="ToolException">The file isn't one of MSBuild.</exception>
    public static XDocument Load(string path)
    {
        try
        {
            XDocument document = XDocument.Load(path, LoadOptions.PreserveWhitespace);
            return document.Root is { Name.LocalName: "Project" }
                ? document
                : throw new ToolException($"{path} isn't a project of MSBuild.", ExitCode.Unavailable);
        }
        catch (XmlException e)
        {
            throw new ToolException($"{path} isn't a project of MSBuild: {e.Message}", ExitCode.Unavailable);
        }
    }

    // Of the project's name, as the templates of the SDK make it.
    private static string NamespaceOf(string path) =>
        string.Join('.', System.IO.Path.GetFileNameWithoutExtension(path).Split('.').Select(IdentifierOf));

    private static string IdentifierOf(string part)
    {
        string text = string.Concat(part.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        return text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text;
    }
}
