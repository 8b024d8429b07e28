namespace EventSchemas.Tool;

/// <summary>The folder that paths in reports are relative to.</summary>
static class RepositoryFolder
{
    /// <summary>The root of the Git repository that a folder is in; the folder itself where it is in none.</summary>
    public static string Of(string folder)
    {
        for (DirectoryInfo? one = new(folder); one is not null; one = one.Parent)
        {
            // A worktree and a submodule have a file there.
            string git = Path.Combine(one.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return one.FullName;
            }
        }

        return folder;
    }
}
