using System.Formats.Tar;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>A commit of a Git repository.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Name">What a person called it.</param>
sealed record GitCommit(string Hash, string Name)
{
    private const string Program = "git";
    private const long MaxFileLength = 16 * 1024 * 1024;

    /// <summary>The commit of a reference.</summary>
    /// <param name="reference">For example <c>main</c> or <c>HEAD~1</c>.</param>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolException">There is no Git, no repository or no such commit.</exception>
    public static async Task<GitCommit> FindAsync(string reference, string folder, CancellationToken cancellationToken)
    {
        ProgramRun inside = await ProgramRun.OfAsync(Program, ["rev-parse", "--git-dir"], folder, cancellationToken).ConfigureAwait(false);
        if (inside.ExitCode != 0)
        {
            throw new ToolException($"{folder} isn't in a Git repository.", ExitCode.Usage);
        }

        ProgramRun run = await ProgramRun.OfAsync(
            Program, ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], folder, cancellationToken)
            .ConfigureAwait(false);
        return run.ExitCode == 0
            ? new GitCommit(run.Output.Trim(), reference)
            : throw new ToolException(
                $"Git has no commit '{reference}' in {folder}. A shallow clone, as CI makes it, lacks older commits and other branches: "
                + "fetch it first.",
                ExitCode.Usage);
    }

    /// <summary>The files below a folder as the commit has them; none where it didn't have the folder.</summary>
    /// <exception cref="ToolException">Git can't read the commit.</exception>
    public async Task<CommitStore> FilesBelowAsync(string folder, CancellationToken cancellationToken)
    {
        string existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        string below = Path.GetRelativePath(existing, folder).Replace(Path.DirectorySeparatorChar, '/');
        ProgramRun list = await ProgramRun.OfAsync(
            Program, ["ls-tree", "-r", "--name-only", Hash, "--", below], existing, cancellationToken).ConfigureAwait(false);
        if (list.ExitCode != 0)
        {
            throw new ToolException($"Git can't read {folder} at {Name}: {list.Error.Trim()}", ExitCode.Unavailable);
        }

        return list.Output.Trim().Length == 0
            ? new CommitStore(new Dictionary<string, string>(StringComparer.Ordinal))
            : await ProgramRun.OfAsync(
                Program,
                ["archive", "--format=tar", Hash, "--", below],
                existing,
                (stream, token) => ReadAsync(stream, existing, token),
                (code, files, error) => code == 0
                    ? new CommitStore(files)
                    : throw new ToolException($"Git can't read {folder} at {Name}: {error.Trim()}", ExitCode.Unavailable),
                cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(Stream stream, string folder, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var archive = new TarReader(stream, leaveOpen: true);
        await using (archive.ConfigureAwait(false))
        {
            while (await archive.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (entry is { EntryType: TarEntryType.RegularFile, DataStream: { Length: <= MaxFileLength } data })
                {
                    using var reader = new StreamReader(data, leaveOpen: true);
                    files[Path.GetFullPath(entry.Name, folder)] = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        // The padding behind the archive, without which Git would wait for a reader.
        await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        return files;
    }
}

/// <summary>Contract files as a commit has them. They can't be written.</summary>
sealed class CommitStore(Dictionary<string, string> files) : IContractStore
{
    public bool Exists(string path) => files.ContainsKey(Path.GetFullPath(path));

    public string Read(string path) => files[Path.GetFullPath(path)];

    public IEnumerable<string> FilesBelow(string folder)
    {
        string prefix = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        return files.Keys.Where(file => file.StartsWith(prefix, StringComparison.Ordinal));
    }

    public bool TryCreate(string path, string text) => throw new NotSupportedException();

    public bool TryReplace(string path, string text) => throw new NotSupportedException();

    public void Delete(string path) => throw new NotSupportedException();
}
