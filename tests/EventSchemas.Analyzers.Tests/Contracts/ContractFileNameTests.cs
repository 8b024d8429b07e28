using CsCheck;
using EventSchemas.Contracts;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Event types as names of files.</summary>
public sealed class ContractFileNameTests
{
    [Theory]
    [InlineData("org.acme.order.placed.v1", "org.acme.order.placed.v1")]
    [InlineData("OrderPlaced_2-x", "OrderPlaced_2-x")]
    [InlineData("a/b\\c:d", "a~2fb~5cc~3ad")]
    [InlineData("~", "~7e")]
    [InlineData("..", "~2e.")]
    [InlineData("CON.x", "~43ON.x")]
    [InlineData("console", "console")]
    [InlineData("ü😀", "~c3~bc~f0~9f~98~80")]
    public void An_event_type_has_one_name_and_a_name_one_event_type(string eventType, string name)
    {
        Assert.Equal(name, ContractFileName.Of(eventType));
        Assert.Equal(eventType, ContractFileName.EventTypeOf(name));
    }

    [Theory]
    [InlineData("a~")]
    [InlineData("a~2")]
    [InlineData("a~zz")]
    [InlineData("a~2F")]
    [InlineData("a~61")]
    public void A_name_that_no_event_type_has_is_kept(string name) => Assert.Equal(name, ContractFileName.EventTypeOf(name));

    [Fact]
    public void Every_text_is_found_again_and_different_texts_have_different_names() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Array[2].Sample(pair =>
        {
            string[] names = [.. pair.Select(ContractFileName.Of)];
            Assert.Equal(pair, names.Select(ContractFileName.EventTypeOf));
            Assert.Equal(pair[0] == pair[1], names[0] == names[1]);
            Assert.All(names, name => Assert.DoesNotContain(name, c => c is '/' or '\\' or ':' or '%' or '*' or '?' or ' '));
        });
}
