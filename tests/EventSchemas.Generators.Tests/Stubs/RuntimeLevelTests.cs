using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Generators.Tests;

/// <summary>Generated code declares the lowest runtime that it needs, and an older one always rejects it with the same exception.</summary>
public sealed partial class RuntimeLevelTests
{
    private const string Source = """
        namespace Acme;

        public sealed partial class Module
        {
            [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Number")]
            public sealed partial record OrderPlaced(string Number, int Amount);
        }
        """;

    [Fact]
    public void Generated_code_needs_no_newer_runtime_than_the_one_beside_it()
    {
        int[] levels =
        [
            .. RequiredLevel().Matches(GeneratedText())
                .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                .Distinct(),
        ];

        Assert.InRange(Assert.Single(levels), 1, EventRuntime.Level);
    }

    [Fact]
    public void Every_entry_of_code_for_a_newer_runtime_is_rejected_with_the_same_exception()
    {
        var @event = new LoadedEvent(LoadForNewerRuntime(out object value), "Acme.Module+OrderPlaced");

        Assert.All<Action>(
            [
                () => _ = @event.Descriptor,
                () => @event.Serialize(value),
                () => @event.Deserialize([2, (byte)'a', 2]),
                () => @event.Deserialize([2, (byte)'a', 2], Avro.AvroSchema.Parse("\"string\"")),
            ],
            use =>
            {
                EventRuntimeTooOldException refused = Assert.Throws<EventRuntimeTooOldException>(use);
                Assert.Equal(("org.acme.order.placed.v1", EventRuntime.Level + 1), (refused.EventType, refused.RequiredLevel));
            });
    }

    private static string GeneratedText() =>
        string.Concat(GeneratorRun.Of(Source).Result.GeneratedSources.Select(source => source.SourceText.ToString()));

    // The code that a generator of the next level would write.
    private static Assembly LoadForNewerRuntime(out object value)
    {
        CSharpCompilation compilation = GeneratorRun.Of(Source).Output;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            string text = RequiredLevel().Replace(tree.ToString(), $"Require({EventRuntime.Level + 1},");
            compilation = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8));
        }

        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        Assembly assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
        value = Activator.CreateInstance(assembly.GetType("Acme.Module+OrderPlaced", throwOnError: true)!, "a", 1)!;
        return assembly;
    }

    [GeneratedRegex(@"\bRequire\((\d+),")]
    private static partial Regex RequiredLevel();
}
