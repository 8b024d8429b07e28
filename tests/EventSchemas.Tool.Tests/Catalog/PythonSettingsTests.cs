using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>What <c>catalog --python</c> reads of the settings of a service in Python.</summary>
public sealed class PythonSettingsTests : IDisposable
{
    private readonly ServiceBuilds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Theory]
    [InlineData("a.py", """
        from x import y
        EVENT_BUS_PRODUCER_CONFIG: dict = {  # a comment
            "org.acme.a.b.v1": {
                'topic-' "one": {"event_key_field": r'a.b', "enabled": True,},
            },
            u'org.acme.a.c.v1': {
                'two': {
                    'event_key_field': 'c',
                    'enabled':
                        FEATURES.get('x, }', False) or
                        Derived(lambda s: s["y"]),
                },
            },
        }
        OTHER = {1: 2}
        """)]
    [InlineData("a.json", """
        {"OTHER": 1, "EVENT_BUS_PRODUCER_CONFIG": {
            "org.acme.a.b.v1": {"topic-one": {"event_key_field": "a.b", "enabled": true}}}}
        """)]
    [InlineData("a.json", """{"org.acme.a.b.v1": {"topic-one": {"event_key_field": "a.b", "enabled": true}}}""")]
    [InlineData("a.yaml", """
        FEATURES:
          - {a: b}
        EVENT_BUS_PRODUCER_CONFIG:
          org.acme.a.b.v1:
            topic-one:
              event_key_field: a.b
              enabled: true
        """)]
    public async Task They_are_read_as_Python_JSON_and_YAML(string file, string text)
    {
        _builds.Write(file, text);

        JsonElement one = CatalogTests.Event(await CatalogAsync(file), "org.acme.a.b.v1");

        JsonElement publisher = one.GetProperty("publishers")[0];
        Assert.Equal(
            ("lms", "topic-one", "a.b", ""),
            (CatalogTests.Text(publisher, "service"), CatalogTests.Text(one, "topic"), CatalogTests.Text(one, "key"),
                CatalogTests.Text(publisher, "condition")));
        Assert.False(publisher.TryGetProperty("isEnabled", out _));
    }

    [Fact]
    public async Task Comments_are_not_shown_and_of_a_key_that_is_there_twice_the_last_one_counts()
    {
        _builds.Write("a.py", """
            EVENT_BUS_PRODUCER_CONFIG = {'org.acme.a.b.v1': {
                't': {'event_key_field': 'a', 'enabled': True},
                't': {'event_key_field': 'a', 'enabled': FLAG  # secret
                },
            }}
            """);

        JsonElement publisher = Assert.Single(
            CatalogTests.Event(await CatalogAsync("a.py"), "org.acme.a.b.v1").GetProperty("publishers").EnumerateArray());

        Assert.Equal("FLAG", CatalogTests.Text(publisher, "condition"));
    }

    [Fact]
    public async Task What_an_expression_decides_is_said_as_its_text_and_never_run()
    {
        _builds.Write("a.py", """
            EVENT_BUS_PRODUCER_CONFIG = {'org.acme.a.b.v1': {'t': {
                'event_key_field': 'a', 'enabled': __import__('os').remove("x}'") or flags[1],
            }}}
            """);

        JsonElement publisher = CatalogTests.Event(await CatalogAsync("a.py"), "org.acme.a.b.v1").GetProperty("publishers")[0];

        Assert.Equal("""__import__('os').remove("x}'") or flags[1]""", CatalogTests.Text(publisher, "condition"));
    }

    [Theory]
    [InlineData("a.py", "X = 1", "it has no EVENT_BUS_PRODUCER_CONFIG")]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = merge(A, B)", "but the expression merge(A, B)")]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = {\n**OTHER}", "line 2 can't be read: a key isn't a text")]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = {'a': {", "the file ends within the dictionary")]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = {'a\n': {}}", "a text has no end")]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = {'a': {'t': {'enabled': 'yes'}}}", "'enabled' of a on t is neither true nor false")]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = {}\nEVENT_BUS_PRODUCER_CONFIG['a'] = {}", "line 2 can't be read: EVENT_BUS")]
    [InlineData("a.json", "{", "can't be read")]
    [InlineData("a.json", """{"a.v1": {"t": {"enabled": true, "event_key_field": "\ud800"}}}""", "can't be read")]
    [InlineData("a.yaml", "EVENT_BUS_PRODUCER_CONFIG: &a\n  x: *a", "references")]
    [InlineData("a.yaml", "a: [", "can't be read")]
    [InlineData("a.txt", "", "isn't a file of Python, JSON or YAML")]
    public async Task What_cannot_be_read_is_named_with_its_place(string file, string text, string problem)
    {
        _builds.Write(file, text);

        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", "--python", $"lms={file}", "--json"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.py", "EVENT_BUS_PRODUCER_CONFIG = ", "{'a':", "}")]
    [InlineData("a.json", "", "{\"a\":", "}")]
    [InlineData("a.yaml", "", "{a: ", "}")]
    public async Task Settings_that_are_nested_without_measure_are_refused(string file, string begin, string open, string close)
    {
        const int depth = 100_000;
        _builds.Write(
            file, begin + string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth)));

        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", "--python", $"lms={file}", "--json"]);

        Assert.Equal(3, run.ExitCode);
    }

    private async Task<JsonElement> CatalogAsync(string file)
    {
        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", "--python", $"lms={file}", "--json"]);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
