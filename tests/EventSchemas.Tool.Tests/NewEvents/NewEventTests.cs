namespace EventSchemas.Tool.Tests;

/// <summary>New events and next versions: the record, and its flag in the settings.</summary>
public sealed class NewEventTests : IDisposable
{
    private readonly SourceFolder _folder = new();

    [Fact]
    public async Task A_new_event_has_a_record_and_a_flag()
    {
        _folder.Put("Acme.Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        _folder.Put("appsettings.json", "{\n  // Flags\n  \"FeatureManagement\": {\n    \"Other\": true\n  }\n}\n");

        ToolRun run = await _folder.RunAsync("new event com.acme.order.placed.v1 --topic orders --owner shop --output Events");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """
            #nullable enable
            using EventSchemas;

            namespace Acme.Shop;

            /// <summary>Says what happened.</summary>
            /// <param name="Id">What it is about.</param>
            [AvroEvent(
                "com.acme.order.placed.v1",
                Topic = "orders",
                FeatureFlag = "OrderPlacedEvent",
                Owner = "shop")]
            public sealed partial record OrderPlaced(string Id);

            """.ReplaceLineEndings("\n"),
            _folder.Text("Events/OrderPlaced.cs"));
        Assert.Equal(
            "{\n  // Flags\n  \"FeatureManagement\": {\n    \"Other\": true,\n    \"OrderPlacedEvent\": false\n  }\n}\n",
            _folder.Text("appsettings.json"));
    }

    [Theory]
    [InlineData("can't be the name of a record", "com.acme.order.placed.v1", "--name", "../Evil")]
    [InlineData("can't be the name of a record", "com.acme.order.placed.v1", "--name", "class")]
    [InlineData("can't be a namespace", "com.acme.order.placed.v1", "--namespace", "A;B")]
    [InlineData("can't be an event type: it has a control character", "com.acme\nx.v1")]
    [InlineData("can't be an event type: write two or more words", "org.openedx.Learning.v1")]
    [InlineData("No name of a record can be made", "com.acme.😀.v1")]
    public async Task A_name_that_the_compiler_refuses_is_an_error(string text, params string[] arguments)
    {
        ToolRun run = await ToolRun.OfAsync(["new", "event", .. arguments, "--output", "Events"], _folder.Path, width: 1000);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_next_version_has_the_members_of_the_last_and_a_flag_of_its_own()
    {
        _folder.Put("Events/Old.cs", """
            using System;
            using EventSchemas;

            namespace Acme.Shop;

            /// <summary>An order was placed.</summary>
            [AvroEvent("com.acme.order.placed.v1", Topic = "orders", FeatureFlag = "OrderPlacedEvent", FlagRemoveBy = "2030-01-01")]
            public sealed partial record OrderPlaced(string Number, DateTimeOffset At);
            """);

        ToolRun run = await _folder.RunAsync("new event com.acme.order.placed.v1 --next");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """
            #nullable enable
            using System;
            using EventSchemas;

            namespace Acme.Shop;

            /// <summary>An order was placed.</summary>
            [AvroEvent(
                "com.acme.order.placed.v2",
                Topic = "orders",
                FeatureFlag = "OrderPlacedEventV2")]
            public sealed partial record OrderPlacedV2(string Number, DateTimeOffset At);

            """.ReplaceLineEndings("\n"),
            _folder.Text("Events/OrderPlacedV2.cs"));
    }

    [Theory]
    [InlineData("new event org.openedx.learning.course.moved.v1", "[OpenEdxEvent(")]
    [InlineData("new event order/placed --attribute AvroEvent --name Placed", "record Placed(string Id);")]
    public async Task The_attribute_follows_the_event_type_or_the_option(string arguments, string code)
    {
        ToolRun run = await _folder.RunAsync(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(code, File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new event com.acme.order.placed.v1", 2, "is declared already")]
    [InlineData("new event com.acme.order.paid.v1 --next", 2, "No record")]
    [InlineData("new event com.acme.order.paid.v1 --name Declared", 4, "exists")]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string arguments, int exitCode, string message)
    {
        _folder.Put("Declared.cs", "[EventSchemas.AvroEvent(\"com.acme.order.placed\", Version = 1)] public partial record A(string B);");

        ToolRun run = await _folder.RunAsync(arguments);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        ToolRun run = await _folder.RunAsync("new event com.acme.order.placed.v1 --dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("OrderPlaced.cs", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
