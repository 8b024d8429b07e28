namespace EventSchemas.Tool;

/// <summary>A text that can be read several times. What comes from the standard input is kept in a file until this is disposed.</summary>
sealed class InputText : IDisposable
{
    private readonly string _file;
    private readonly bool _isKept;

    private InputText(string file, bool isKept)
    {
        _file = file;
        _isKept = isKept;
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="ToolException">There is no such file.</exception>
    public static InputText Of(string file) => File.Exists(file)
        ? new InputText(file, isKept: false)
        : throw new ToolException($"There is no file {file}.", ExitCode.Unavailable);

    /// <summary>The text of a reader.</summary>
    public static InputText Keep(TextReader text)
    {
        // Only its owner may read it.
        string file = Path.GetTempFileName();
        using (var kept = new StreamWriter(file))
        {
            char[] buffer = new char[4096];
            int length;
            while ((length = text.Read(buffer)) > 0)
            {
                kept.Write(buffer, 0, length);
            }
        }

        return new InputText(file, isKept: true);
    }

    /// <summary>Begins to read it.</summary>
    public TextReader Open() => new StreamReader(_file);

    public void Dispose()
    {
        if (_isKept)
        {
            File.Delete(_file);
        }
    }
}
