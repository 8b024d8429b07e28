using System.Text;

namespace EventSchemas.Contracts;

/// <summary>Writes a file completely or not at all, also where several builds run at the same time.</summary>
static class WholeFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file where there is none; whether it did.</summary>
    public static bool TryCreate(string path, string text) => !File.Exists(path) && Write(path, text, temporary =>
    {
        try
        {
            File.Move(temporary, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            // The build of another target framework of the same project was faster; its text is the same.
            return false;
        }
    });

    /// <summary>Replaces the file where its text differs; whether it did. Line endings stay as they are.</summary>
    public static bool TryReplace(string path, string text)
    {
        if (!File.Exists(path))
        {
            return TryCreate(path, text);
        }

        string old = File.ReadAllText(path);
        string @new = old.Contains("\r\n") ? text.Replace("\n", "\r\n") : text;
        return old != @new && Write(path, @new, temporary =>
        {
            File.Replace(temporary, path, destinationBackupFileName: null);
            return true;
        });
    }

    private static bool Write(string path, string text, Func<string, bool> putInPlace)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            return putInPlace(temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
