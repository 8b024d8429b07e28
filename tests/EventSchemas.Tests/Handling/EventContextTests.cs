using System.Text;

namespace EventSchemas.Tests;

public sealed class EventContextTests
{
    [Fact]
    public void Subject_and_extensions_are_read_from_the_headers_by_the_rules_of_CloudEvents()
    {
        EventContext context = With(
            ("ce_specversion", "1.0"), ("ce_id", "1"), ("ce_source", "/shop"), ("ce_type", "type"), ("ce_time", "now"),
            ("content-type", "application/avro"), ("ce_datacontenttype", "application/avro"), ("ce_dataschema", "/1"),
            ("ce_subject", "first"), ("ce_subject", "orders/A-1"), ("ce_", "x"), ("ce_tenant", "north"), ("ce_tenant", "s\u00fcd"),
            ("ce_empty", ""), ("ce_null", null), ("CE_LOUD", "x"), ("tenant", "x"), ("traceparent", "x"));

        Assert.Equal("orders/A-1", context.Subject);
        Assert.Equal(
            ["empty=", "tenant=s\u00fcd"],
            context.Extensions.Select(extension => $"{extension.Key}={extension.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["b"], (context with { Headers = With(("ce_b", "")).Headers }).Extensions.Keys);
    }

    [Fact]
    public void A_message_without_attributes_has_no_subject_and_no_extensions()
    {
        EventContext context = With(("ce_id", "1"), ("traceparent", "x"));
        _ = context.Extensions;
        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = context.Extensions.Count + (context.Subject?.Length ?? 0);

        Assert.Equal((0, before), (count, GC.GetAllocatedBytesForCurrentThread()));
        Assert.Empty(EventContext.ForTest().Extensions);
        Assert.Null(EventContext.ForTest().Subject);
    }

    private static EventContext With(params (string Name, string? Text)[] headers) => EventContext.ForTest() with
    {
        Headers =
        [
            .. headers.Select(header => KeyValuePair.Create(
                header.Name, header.Text is { } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null)),
        ],
    };
}
