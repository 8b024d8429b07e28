using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EventSchemas.Package.Tests;

/// <summary>
/// The texts of the runtime's assemblies: what they log, throw and report is about events, since an event with [AvroEvent] has nothing to
/// do with Open edX.
/// </summary>
public sealed class PackedTextTests(PackageFeed feed)
{
    private static readonly string[] Words = ["openedx", "open edx", "open_edx"];

    // What the conventions of [OpenEdxEvent] write on the wire.
    private static readonly string[] Conventions = ["openedx/{0}/web"];

    [Theory]
    [InlineData("EventSchemas")]
    [InlineData("EventSchemas.Avro")]
    [InlineData("EventSchemas.Hosting")]
    [InlineData("EventSchemas.Kafka")]
    [InlineData("EventSchemas.Redis")]
    [InlineData("EventSchemas.EntityFrameworkCore")]
    [InlineData("EventSchemas.Testing")]
    public void No_text_of_the_runtime_is_about_Open_edX(string package)
    {
        string[] texts = Texts(package);

        Assert.True(texts.Length > 1);
        Assert.DoesNotContain(
            texts.Except(Conventions),
            text => Array.Exists(Words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private string[] Texts(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(package));
        return
        [
            .. archive.Entries
                .Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.Name == $"{package}.dll")
                .SelectMany(Texts),
        ];
    }

    private static List<string> Texts(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = entry.Open())
        {
            packed.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var file = new PEReader(bytes);
        MetadataReader metadata = file.GetMetadataReader();
        var texts = new List<string>();
        UserStringHandle text = MetadataTokens.UserStringHandle(0);
        do
        {
            texts.Add(metadata.GetUserString(text));
            text = metadata.GetNextHandle(text);
        }
        while (!text.IsNil);

        return texts;
    }
}
