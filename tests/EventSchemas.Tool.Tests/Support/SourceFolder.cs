namespace EventSchemas.Tool.Tests;

/// <summary>A folder of sources that commands write into, deleted with this.</summary>
sealed class SourceFolder : IDisposable
{
    // No line of a message is broken.
    private const int Wide = 1000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas-");

    /// <summary>The folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>Runs a command in the folder.</summary>
    public Task<ToolRun> RunAsync(string arguments) => ToolRun.OfAsync(arguments, Path, Wide);

    /// <summary>The text of a file.</summary>
    public string Text(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    /// <summary>Writes a file, and the folders that it needs.</summary>
    public void Put(string file, string text)
    {
        string path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
