using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Fixes in files that lack the imports which their text needs, and files that are written in other ways than usual.</summary>
public sealed class ImportTests
{
    private const string Event = """
        [EventSchemas.OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")]
        public partial record A(Shop.Data Data);
        """;

    [Theory]
    [InlineData("namespace Shop;\n\npublic record Data(int Number);", "using EventSchemas;\n\nnamespace Shop;\n\npublic record Data({0});")]
    [InlineData(
        "// License\n\n// About Shop.\nnamespace Shop;\n\npublic record Data(int Number);",
        "// License\n\nusing EventSchemas;\n\n// About Shop.\nnamespace Shop;\n\npublic record Data({0});")]
    [InlineData(
        "#nullable enable\nnamespace Shop;\n\npublic record Data(int Number);",
        "#nullable enable\nusing EventSchemas;\n\nnamespace Shop;\n\npublic record Data({0});")]
    [InlineData(
        "using System; // core\nusing Xml = System.Xml;\n\nnamespace Shop;\n\npublic record Data(int Number);",
        "using System; // core\nusing Xml = System.Xml;\nusing EventSchemas;\n\nnamespace Shop;\n\npublic record Data({0});")]
    [InlineData(
        "using System;\nusing Shop.Other;\nnamespace Shop.Other { }\nnamespace Shop { public record Data(int Number); }",
        "using System;\nusing EventSchemas;\nusing Shop.Other;\nnamespace Shop.Other { }\nnamespace Shop { public record Data({0}); }")]
    [InlineData(
        "namespace Shop\r\n{\r\n\tusing System;\r\n\r\n\tpublic record Data(int Number); // the data\r\n}\r\n",
        "namespace Shop\r\n{\r\n\tusing System;\r\n\tusing EventSchemas;\r\n\r\n\tpublic record Data({0}); // the data\r\n}\r\n")]
    [InlineData(
        "#if true\nusing System;\n#endif\nnamespace Shop;\n\npublic record Data(int Number);",
        "#if true\nusing System;\n#endif\nnamespace Shop;\n\npublic record Data({1});")]
    [InlineData(
        "using Shop.Own;\nnamespace Shop.Own { public class AvroAlias { } }\nnamespace Shop\n{\n    public record Data(int Number)\n    {\n"
        + "        internal AvroAlias? Alias;\n    }\n}",
        "using Shop.Own;\nnamespace Shop.Own { public class AvroAlias { } }\nnamespace Shop\n{\n    public record Data({1})\n    {\n"
        + "        internal AvroAlias? Alias;\n    }\n}")]
    public async Task The_import_is_added_or_the_name_is_written_in_full(string data, string expected)
    {
        using EventProject project = new EventProject(Event, data)
            .WithoutGlobalUsings()
            .WithContractOf(Event + "\nnamespace Shop { public record Data(int Count); }")
            .WithShipped(1, Event + "\nnamespace Shop { public record Data(int Count); }");

        await project.FixAsync(new EditRecordFix(), "EVS3002", "KeepName");

        Assert.Equal(
            expected
                .Replace("{0}", "[AvroName(\"count\")] int Number", StringComparison.Ordinal)
                .Replace("{1}", "[EventSchemas.AvroName(\"count\")] int Number", StringComparison.Ordinal),
            await project.TextAsync("File1.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_restored_member_brings_all_its_imports_and_leaves_the_comment_in_its_line()
    {
        using EventProject project = new EventProject(
            Event, "namespace Shop\r\n{\r\n\tpublic record Data(int Count); // the data\r\n}\r\n")
            .WithoutGlobalUsings()
            .WithShipped(1, Event + "\nnamespace Shop { public record Data(int Count, List<Guid> Ids); }");

        await project.FixAsync(new RestoreRecordFix(), "EVS3001", "RestoreMember");

        Assert.Equal(
            "using System;\r\nusing System.Collections.Generic;\r\n\r\nnamespace Shop\r\n{\r\n"
            + "\tpublic record Data(int Count) // the data\r\n\t{\r\n\t\t[Obsolete(\"Kept for services that still read it.\")]\r\n"
            + "\t\tpublic IReadOnlyList<Guid> Ids { get; init; } = [];"
            + "\r\n\t}\r\n}\r\n",
            await project.TextAsync("File1.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
    }

    [Fact]
    public async Task One_import_is_enough_for_all_fixes_of_a_file()
    {
        using EventProject project = new EventProject(Event, "namespace Shop;\n\npublic record Data(int A, int B, string[] C, string[] D);")
            .WithoutGlobalUsings()
            .WithShipped(1, Event + "\nnamespace Shop { public record Data(int A, int B); }");

        await project.FixAllAsync(new EditRecordFix(), "EVS3002", "GiveDefault");

        Assert.Equal(
            "using EventSchemas;\n\nnamespace Shop;\n\n"
            + "public record Data(int A, int B, [AvroDefault] string[] C, [AvroDefault] string[] D);",
            await project.TextAsync("File1.cs"));
        Assert.Empty(await project.CompilerErrorsAsync());
    }
}
