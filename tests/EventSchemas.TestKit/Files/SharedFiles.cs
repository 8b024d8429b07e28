namespace EventSchemas.TestKit;

/// <summary>Data that lie beside the repository on some machines. Where they don't, the tests that need them are skipped.</summary>
public static class SharedFiles
{
    /// <summary>The folder of conformance data, or null.</summary>
    public static string? Conformance =>
        Environment.GetEnvironmentVariable("EVENTSCHEMAS_CONFORMANCE") is { Length: > 0 } named ? Existing(named) : Folder("conformance");

    /// <summary>The folder of what the Python services write, or null.</summary>
    public static string? OpenEdx => Folder("openedx");

    /// <summary>A file of conformance data; skips the test where there are none.</summary>
    public static string ConformanceFile(string name) => File(Conformance, name);

    /// <summary>A file of what the Python services write; skips the test where there are none.</summary>
    public static string OpenEdxFile(string name) => File(OpenEdx, name);

    private static string File(string? folder, string name)
    {
        Assert.SkipWhen(folder is null, $"{name} is not on this machine: it comes from ../shared, or from the folder that EVENTSCHEMAS_CONFORMANCE names.");
        return System.IO.File.ReadAllText(Path.Combine(folder!, name));
    }

    private static string? Folder(string name) =>
        RepositoryRoot.Find() is { } root ? Existing(Path.Combine(root, "..", "shared", name)) : null;

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
