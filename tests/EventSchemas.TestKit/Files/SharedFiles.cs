namespace EventSchemas.TestKit;

/// <summary>Data beside the repository that only some machines have. On the others, the tests that need it are skipped.</summary>
public static class SharedFiles
{
    /// <summary>The folder of conformance data, or null.</summary>
    public static string? Conformance =>
        Environment.GetEnvironmentVariable("EVENTSCHEMAS_CONFORMANCE") is { Length: > 0 } named ? Existing(named) : Folder("conformance");

    /// <summary>The folder with data that Python services wrote, or null.</summary>
    public static string? OpenEdx => Folder("openedx");

    /// <summary>The folder of sources that broke earlier versions of the generator, or null.</summary>
    public static string? GeneratorInputs => Folder(Path.Combine("inputs", "generator"));

    /// <summary>The content of a file of conformance data; skips the test if there is none.</summary>
    public static string ConformanceFile(string name) => File(Conformance, name);

    /// <summary>The content of a file that Python services wrote; skips the test if there is none.</summary>
    public static string OpenEdxFile(string name) => File(OpenEdx, name);

    private static string File(string? folder, string name)
    {
        Assert.SkipWhen(
            folder is null,
            $"{name} is not on this machine: it comes from ../shared, or from the folder in EVENTSCHEMAS_CONFORMANCE.");
        return System.IO.File.ReadAllText(Path.Combine(folder!, name));
    }

    private static string? Folder(string name) =>
        RepositoryRoot.Find() is { } root ? Existing(Path.Combine(root, "..", "shared", name)) : null;

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
