namespace EventSchemas.Tool.Tests;

/// <summary>The output that a command is known to have, in a file of the repository.</summary>
static class OutputSnapshot
{
    private const string Rewrite = "EVENTSCHEMAS_REWRITE_SNAPSHOTS";

    /// <summary>Compares an output with the file of a name.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="output">The output; spaces at the ends of lines don't count.</param>
    public static void Verify(string name, string output)
    {
        string file = Path.Combine(RepositoryRoot.Path, "tests", "EventSchemas.Tool.Tests", "Snapshots", name);
        string actual = string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing: run this test with {Rewrite}=1 and commit it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
