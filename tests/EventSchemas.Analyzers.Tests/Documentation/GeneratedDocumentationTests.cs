using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What an editor shows of generated code, and where it goes from a name in it.</summary>
public sealed class GeneratedDocumentationTests
{
    private const string Event =
        "namespace Acme; [OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);";

    [Fact]
    public void The_definition_of_a_producer_is_one_place_whose_documentation_has_the_path_of_the_contract()
    {
        INamedTypeSymbol producer = GeneratorRun.Of(Event).Output.GetTypeByMetadataName("Acme.IAProducer")!;

        Assert.Equal("Acme.A.g.cs", Path.GetFileName(Assert.Single(producer.Locations).SourceTree!.FilePath));
        Assert.Contains(
            "<c>schemas/org.acme.a.v1.avsc</c>",
            producer.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events/schemas/", true)]
    [InlineData("/home/me/shop/schemas", false)]
    [InlineData("/home/me/shop/../schemas/", false)]
    [InlineData("C:\\home\\shop\\schemas", false)]
    [InlineData("C:home/schemas", false)]
    [InlineData("\\\\home\\schemas", false)]
    public void The_path_of_an_absolute_contract_folder_is_never_generated(string folder, bool isGenerated)
    {
        GeneratorRun run = GeneratorRun.Of(Event).Set("build_property.EventSchemasFolder", folder);

        string[] texts = [.. run.Result.GeneratedSources.Select(source => source.SourceText.ToString())];
        Assert.Equal(isGenerated, texts.Any(text => text.Contains("<c>events/schemas/org.acme.a.v1.avsc</c>", StringComparison.Ordinal)));
        Assert.Equal(isGenerated, texts.Any(text => text.Contains(".avsc", StringComparison.Ordinal)));
        Assert.DoesNotContain(texts, text => text.Contains("home", StringComparison.Ordinal));
    }
}
