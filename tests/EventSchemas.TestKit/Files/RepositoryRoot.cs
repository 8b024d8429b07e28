namespace EventSchemas.TestKit;

/// <summary>The folder that the tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder of the solution, or null if the tests run outside the repository.</summary>
    public static string? Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "EventSchemas.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName;
    }

    /// <summary>The folder of the solution.</summary>
    /// <exception cref="InvalidOperationException">The tests run outside the repository.</exception>
    public static string Path => Find() ?? throw new InvalidOperationException("The tests do not run from the repository.");
}
