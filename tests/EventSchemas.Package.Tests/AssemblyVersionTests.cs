namespace EventSchemas.Package.Tests;

/// <summary>Every version has a different assembly version, pre-releases included.</summary>
public sealed class AssemblyVersionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas versions ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Versions_have_assembly_versions_in_the_same_order()
    {
        string[] printed = Print(
            "1.2.3-alpha.0", "1.2.3-alpha.9999", "1.2.3-beta.0", "1.2.3-ci.12", "1.2.3-preview.1", "1.2.3-rc.2+abc", "1.2.3", "1.2.4+abc");

        Assert.Equal(
            [
                "1.2.3.0", "1.2.3.9999", "1.2.3.10000", "1.2.3.20012", "1.2.3.30001", "1.2.3.40002", "1.2.3.65534", "1.2.4.65534",
            ],
            printed);
        Assert.Equal(printed.OrderBy(Version.Parse), printed);
    }

    [Fact]
    public void A_version_that_could_share_its_assembly_version_has_none() =>
        Assert.All(
            Print("1.2.3-rc", "1.2.3-ci.10000", "1.2.3-rc.01", "1.2.3-rc.1.2", "1.2.3-nightly.1", "1.2"),
            printed => Assert.Equal("none", printed));

    private string[] Print(params string[] versions)
    {
        string project = Path.Combine(_folder.FullName, "versions.proj");
        string prints = string.Concat(versions.Select(
            version => $"""<MSBuild Projects="$(MSBuildProjectFullPath)" Targets="Print" Properties="Version={version}" />"""));
        File.WriteAllText(project, $"""
            <Project>
              <Import Project="{Path.Combine(RepositoryRoot.Path, "eng", "AssemblyVersion.targets")}" />
              <Target Name="Print">
                <Message Importance="high" Text="[$(AssemblyVersion)]" Condition="'$(AssemblyVersion)' != ''" />
                <Message Importance="high" Text="[none]" Condition="'$(AssemblyVersion)' == ''" />
              </Target>
              <Target Name="PrintAll">
                {prints}
              </Target>
            </Project>
            """);
        (int code, string output) = DotNet.Run(_folder.FullName, packages: null, "msbuild", project, "-t:PrintAll", "-nologo", "-m:1");
        Assert.True(code == 0, output);
        return [.. output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('[')).Select(line => line.Trim('[', ']'))];
    }
}
