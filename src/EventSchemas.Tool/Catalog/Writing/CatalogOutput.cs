using System.Text;
using System.Text.Json;

namespace EventSchemas.Tool;

/// <summary>Writes a catalogue into a folder: all of it, or nothing.</summary>
static class CatalogOutput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files; a catalogue that is there is replaced.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The texts by their names.</param>
    /// <exception cref="ToolException">The folder has something else in it.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        CheckIsOurs(folder);
        string suffix = Guid.NewGuid().ToString("N");
        string temporary = $"{folder}.{suffix}.tmp";
        string old = $"{folder}.{suffix}.old";
        try
        {
            Directory.CreateDirectory(temporary);
            foreach ((string name, string text) in files)
            {
                File.WriteAllText(Path.Combine(temporary, name), text, Utf8);
            }

            Swap(folder, temporary, old);
        }
        finally
        {
            DeleteIfThere(temporary);
            DeleteIfThere(old);
        }
    }

    /// <summary>The catalogue of a file or folder.</summary>
    /// <exception cref="ToolException">There is none that can be read.</exception>
    public static Catalog Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, CatalogFiles.Json) : path;
        if (!File.Exists(file))
        {
            throw new ToolException(
                $"There is no catalogue {file}: name a folder that 'catalog' wrote, or its {CatalogFiles.Json}.", ExitCode.Unavailable);
        }

        try
        {
            if (new FileInfo(file).Length > CatalogJson.MaxLength)
            {
                throw new JsonException($"It is larger than {CatalogJson.MaxLength} bytes.");
            }

            return CatalogJson.Parse(File.ReadAllText(file));
        }
        catch (JsonException e)
        {
            throw new ToolException($"The catalogue {file} can't be read: {e.Message}", ExitCode.Unavailable);
        }
    }

    /// <summary>The catalogue in a folder; null where there is none.</summary>
    /// <exception cref="ToolException">It can't be read.</exception>
    public static Catalog? Find(string folder) => File.Exists(Path.Combine(folder, CatalogFiles.Json)) ? Read(folder) : null;

    /// <summary>Checks that a folder can be replaced.</summary>
    /// <exception cref="ToolException">It has something else in it.</exception>
    public static void CheckIsOurs(string folder)
    {
        if (File.Exists(folder))
        {
            throw new ToolException($"{folder} is a file: name a folder for the catalogue.", ExitCode.Usage);
        }

        string[] names = Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder).Take(CatalogFiles.Names.Count + 1).Select(entry => Path.GetFileName(entry))]
            : [];
        if (names.Except(CatalogFiles.Names, StringComparer.Ordinal).FirstOrDefault() is { } foreign)
        {
            throw new ToolException(
                $"{folder} has {foreign}, which isn't part of a catalogue: name another folder, or empty this one. The whole folder is "
                + "replaced.",
                ExitCode.Usage);
        }
    }

    // Between the two moves there is no folder, and whoever fails there leaves the old one.
    private static void Swap(string folder, string temporary, string old)
    {
        bool isReplaced = Directory.Exists(folder);
        if (isReplaced)
        {
            Directory.Move(folder, old);
        }

        try
        {
            Directory.Move(temporary, folder);
        }
        catch when (isReplaced)
        {
            Directory.Move(old, folder);
            throw;
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
