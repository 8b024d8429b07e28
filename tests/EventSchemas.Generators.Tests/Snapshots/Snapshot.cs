namespace EventSchemas.Generators.Tests;

/// <summary>The expected files of a case of the generator, in a folder of the repository.</summary>
/// <param name="folder">The folder: the case's input and its expected output.</param>
sealed class Snapshot(string folder)
{
    /// <summary>If set to 1, the tests write the files instead of comparing them.</summary>
    public const string Rewrite = "EVENTSCHEMAS_REWRITE_SNAPSHOTS";

    private const string InputFile = "Events.cs";

    private static string Root { get; } = Path.Combine(RepositoryRoot.Path, "tests", "EventSchemas.Generators.Tests", "Snapshots");

    /// <summary>The cases.</summary>
    public static IEnumerable<string> Cases =>
        Directory.GetDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>The snapshot of a case.</summary>
    public static Snapshot Of(string name) => new(Path.Combine(Root, name));

    /// <summary>The text of the events.</summary>
    public string Input => File.ReadAllText(Path.Combine(folder, InputFile));

    /// <summary>Compares files with the folder's: none is missing, none is left over, and their texts are the same.</summary>
    public void Verify(IReadOnlyDictionary<string, string> files)
    {
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            Write(files);
        }

        string[] expected = ExpectedFiles();
        string[] problems =
        [
            .. files.Keys.Except(expected).Select(file => $"{file} is new."),
            .. expected.Except(files.Keys).Select(file => $"{file} is no longer generated."),
            .. files.Keys.Intersect(expected).Select(file => Difference(file, Read(file), files[file])).OfType<string>(),
        ];
        Assert.True(
            problems.Length == 0,
            $"Generated code differs from {folder}. If that is what you want, run this test with {Rewrite}=1 and commit the "
            + $"files.\n{string.Join('\n', problems)}");
    }

    private static string? Difference(string file, string expected, string actual)
    {
        if (expected == actual)
        {
            return null;
        }

        string[] expectedLines = expected.Split('\n');
        string[] actualLines = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Max(expectedLines.Length, actualLines.Length))
            .First(i => expectedLines.ElementAtOrDefault(i) != actualLines.ElementAtOrDefault(i));
        return $"{file} differs in line {line + 1}:\n  expected: {expectedLines.ElementAtOrDefault(line)}\n  actual:   "
            + $"{actualLines.ElementAtOrDefault(line)}";
    }

    private string[] ExpectedFiles() =>
        [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Where(file => file != InputFile)];

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n");

    private void Write(IReadOnlyDictionary<string, string> files)
    {
        foreach (string file in ExpectedFiles().Except(files.Keys))
        {
            File.Delete(Path.Combine(folder, file));
        }

        foreach ((string file, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }
}
