using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Hosting;
using YamlDotNet.RepresentationModel;

namespace EventSchemas.Documentation.Tests;

/// <summary>What isn't C#: settings are those of a service that would start, and everything else is at least well-formed.</summary>
public sealed class DataBlockTests
{
    // A block without a language is a command or what it prints: DocumentedCommandsTests and BuildSettingsTests look at these.
    private static readonly string[] Languages =
        ["", "bash", "csharp", "diff", "ini", "json", "python", "shell", "sql", "text", "xml", "yaml"];

    private static readonly string?[] Marks = [null, CodeBlock.OtherProduct, CSharpBlockTests.NotReported];

    private static readonly JsonDocumentOptions SettingsFile = new() { CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> Blocks =>
    [
        .. DocumentationPage.All
            .SelectMany(page => page.Blocks)
            .Where(block => block is { Language: "json" or "xml" or "yaml", Mark: null })
            .Select(block => block.ToString()),
    ];

    [Fact]
    public void Each_block_has_a_known_language_and_mark() => Assert.All(
        DocumentationPage.All
            .Where(page => !CSharpBlockTests.TestedElsewhere.Contains(page.Path))
            .SelectMany(page => page.Blocks),
        block => Assert.True(Languages.Contains(block.Language) && Marks.Contains(block.Mark), block.ToString()));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_can_be_read(string place)
    {
        CodeBlock block = DocumentationPage.All.SelectMany(page => page.Blocks).Single(block => block.ToString() == place);
        switch (block.Language)
        {
            case "xml":
                _ = XDocument.Parse($"<page>{block.Code}</page>");
                break;
            case "yaml":
                new YamlStream().Load(new StringReader(block.Code));
                break;
            default:
                using (JsonDocument json = JsonDocument.Parse(block.Code, SettingsFile))
                {
                    if (json.RootElement.TryGetProperty("EventBus", out _))
                    {
                        using IHost service = DocumentedService.Build(SettingsBlock.Read(block));
                        Assert.Empty(DocumentedService.ProblemsOf(service.Services));
                    }
                }

                break;
        }
    }
}
