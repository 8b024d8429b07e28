using System.Text;

namespace EventSchemas.Tool;

/// <summary>Writes several files: all of them, or none.</summary>
static class FileChanges
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes files; if one can't be written, all are again as they were.</summary>
    /// <param name="files">The texts by their paths; existing files are replaced.</param>
    public static void Write(IReadOnlyDictionary<string, string> files)
    {
        var before = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        try
        {
            foreach ((string path, string text) in files)
            {
                byte[]? old = File.Exists(path) ? File.ReadAllBytes(path) : null;
                Put(path, Utf8.GetBytes(text));
                before.Add(path, old);
            }
        }
        catch
        {
            foreach ((string path, byte[]? old) in before)
            {
                if (old is null)
                {
                    File.Delete(path);
                }
                else
                {
                    Put(path, old);
                }
            }

            throw;
        }
    }

    private static void Put(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
