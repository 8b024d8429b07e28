using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Contract files as they will be after edits that nobody has carried out yet.</summary>
/// <param name="files">The files as they are.</param>
sealed class PlannedStore(IContractStore files) : IContractStore
{
    private readonly SortedDictionary<string, string?> _texts = new(StringComparer.Ordinal);

    /// <summary>What will have changed, in the order of the paths.</summary>
    public IReadOnlyList<PlannedChange> Changes =>
    [
        .. _texts.Select(file => new PlannedChange(
            file.Value is null ? FileAction.Delete : files.Exists(file.Key) ? FileAction.Replace : FileAction.Create, file.Key)),
    ];

    public bool Exists(string path) => _texts.TryGetValue(path, out string? text) ? text is not null : files.Exists(path);

    public string Read(string path) =>
        _texts.TryGetValue(path, out string? text) ? text ?? throw new FileNotFoundException($"{path} is deleted.") : files.Read(path);

    public IEnumerable<string> FilesBelow(string folder)
    {
        string prefix = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return files.FilesBelow(folder)
            .Union(_texts.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(Exists);
    }

    public bool TryCreate(string path, string text)
    {
        bool isNew = !Exists(path);
        if (isNew)
        {
            _texts[path] = text;
        }

        return isNew;
    }

    public bool TryReplace(string path, string text)
    {
        bool differs = !Exists(path) || Read(path).ReplaceLineEndings("\n") != text;
        if (differs)
        {
            _texts[path] = text;
        }

        return differs;
    }

    public void Delete(string path)
    {
        if (Exists(path))
        {
            _texts[path] = null;
        }
    }

    /// <summary>Carries the edits out; each file is written completely or not at all.</summary>
    /// <exception cref="ToolException">A file that was to be new is there meanwhile.</exception>
    public void Apply()
    {
        foreach (PlannedChange change in Changes)
        {
            switch (change.Action)
            {
                case FileAction.Delete:
                    files.Delete(change.Path);
                    break;
                case FileAction.Replace:
                    files.TryReplace(change.Path, _texts[change.Path]!);
                    break;
                case FileAction.Create when !files.TryCreate(change.Path, _texts[change.Path]!):
                    throw new ToolException(
                        $"{change.Path} was written by something else meanwhile: run the command again.", ExitCode.Unavailable);
            }
        }
    }
}

/// <summary>A file that will be written or deleted.</summary>
sealed record PlannedChange(FileAction Action, string Path);

/// <summary>What happens to a file.</summary>
enum FileAction
{
    Create,
    Replace,
    Delete,
}
