using System.IO.Compression;

namespace EventSchemas.Package.Tests;

/// <summary>What the packed templates make builds without warnings, and its tests pass.</summary>
[Collection(nameof(GeneratedSolutions))]
public sealed class TemplateTests(PackageFeed feed, GeneratedSolutions solutions)
{
    [Theory]
    [InlineData(GeneratedSolutions.OnKafka)]
    [InlineData(GeneratedSolutions.OnRedis)]
    [InlineData(GeneratedSolutions.Contracts)]
    public void The_tests_of_a_solution_pass(string solution)
    {
        (int code, string output) = solutions.Test(solution);

        Assert.True(code == 0, output);
        Assert.DoesNotContain("Total: 0", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_build_writes_the_contracts_of_what_was_made()
    {
        Assert.Contains(
            "\"namespace\": \"org.example.order.placed.v1\"",
            solutions.Read(GeneratedSolutions.OnKafka, "schemas/org.example.order.placed.v1.avsc"),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"namespace\": \"_2.redis\"",
            solutions.Read(GeneratedSolutions.OnRedis, "schemas/org.example.order.placed.v1.avsc"),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"namespace\": \"Shop.Paying\"",
            solutions.Read(GeneratedSolutions.OnRedis, "schemas/com.acme.order.paid.v1.avsc"),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"topic\": \"sending\"",
            solutions.Read(GeneratedSolutions.Contracts, "schemas/com.acme.order.sent.v1.contract.json"),
            StringComparison.Ordinal);
        Assert.Contains("namespace acme_events;", solutions.Read(GeneratedSolutions.Contracts, "OrderSent.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_references_the_version_that_it_is_packed_with()
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(PackageFeed.TemplatePackage));
        ZipArchiveEntry[] versioned =
        [
            .. archive.Entries.Where(entry => entry.Name is "Directory.Packages.props" or "dotnet-tools.json"),
        ];

        Assert.Equal(4, versioned.Length);
        Assert.All(versioned, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            string text = reader.ReadToEnd();
            Assert.Contains($"\"{feed.Version}\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("_VERSION", text, StringComparison.Ordinal);
        });
    }
}
