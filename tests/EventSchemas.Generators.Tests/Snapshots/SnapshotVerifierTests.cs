namespace EventSchemas.Generators.Tests;

/// <summary>The verifier of the snapshots itself.</summary>
public sealed class SnapshotVerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snapshot ");

    public SnapshotVerifierTests()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Snapshot.Rewrite) == "1", "The snapshots are being rewritten.");
        File.WriteAllText(Path.Combine(_folder.FullName, "Events.cs"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "A.g.cs.txt"), "first\r\nsecond\r\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_same_files_pass() => Assert.Null(Verify(("A.g.cs.txt", "first\nsecond\n")));

    [Fact]
    public void A_missing_and_an_additional_file_fail()
    {
        string? problem = Verify(("B.g.cs.txt", ""));

        Assert.Contains("B.g.cs.txt is new.", problem, StringComparison.Ordinal);
        Assert.Contains("A.g.cs.txt is no longer generated.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_text_fails_and_its_first_line_is_shown() =>
        Assert.Contains(
            "A.g.cs.txt differs in line 2:\n  expected: second\n  actual:   2nd", Verify(
                ("A.g.cs.txt", "first\n2nd\n")), StringComparison.Ordinal);

    private string? Verify((string Name, string Text) file) =>
        Record.Exception(() => new Snapshot(_folder.FullName).Verify(new Dictionary<string, string> { [file.Name] = file.Text }))?.Message;
}
