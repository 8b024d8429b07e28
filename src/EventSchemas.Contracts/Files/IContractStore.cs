namespace EventSchemas.Contracts;

/// <summary>Where contract files are: on the disk, in a commit, or on the disk with edits that are only planned.</summary>
interface IContractStore
{
    /// <summary>Whether there is a file.</summary>
    bool Exists(string path);

    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    string Read(string path);

    /// <summary>The files below a folder, at any depth; none where there is no such folder.</summary>
    IEnumerable<string> FilesBelow(string folder);

    /// <summary>Writes a file where there is none; whether it did.</summary>
    bool TryCreate(string path, string text);

    /// <summary>Writes a file where its text differs; whether it did. Line endings stay as they are.</summary>
    bool TryReplace(string path, string text);

    /// <summary>Removes a file; one that isn't there is no error.</summary>
    void Delete(string path);
}

/// <summary>The files on the disk. Each is written completely or not at all.</summary>
sealed class DiskStore : IContractStore
{
    private DiskStore()
    {
    }

    public static DiskStore Instance { get; } = new();

    public bool Exists(string path) => File.Exists(path);

    public string Read(string path) => File.ReadAllText(path);

    public IEnumerable<string> FilesBelow(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];

    public bool TryCreate(string path, string text) => WholeFile.TryCreate(path, text);

    public bool TryReplace(string path, string text) => WholeFile.TryReplace(path, text);

    public void Delete(string path) => File.Delete(path);
}
