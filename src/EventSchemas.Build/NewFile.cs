using System.Text;

namespace EventSchemas.Build;

/// <summary>Writes files that are not there yet, whole or not at all, whoever else builds at the same time.</summary>
static class NewFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file where there is none; whether it did.</summary>
    public static bool TryWrite(string path, string text)
    {
        if (File.Exists(path))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another target framework of the same project got here first, with the same text.
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
