namespace EventSchemas.Hosting.Tests;

public sealed class WithoutMessagesTests
{
    private const string Secret = "grace@example.org";

    [Fact]
    public void The_log_of_personal_data_has_types_and_stack_traces_and_no_message()
    {
        Exception shown = WithoutMessages.Of(Thrown(), mayBePersonal: true);

        string text = shown.ToString();
        Assert.DoesNotContain(Secret, text + shown.Message, StringComparison.Ordinal);
        foreach (string type in (string[])["System.AggregateException", "System.TimeoutException", "System.FormatException"])
        {
            Assert.Contains(type, text, StringComparison.Ordinal);
        }

        Assert.Contains(nameof(Fail), text, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), shown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_personal_data_an_exception_is_logged_as_it_is()
    {
        Exception exception = Thrown();

        Assert.Same(exception, WithoutMessages.Of(exception, mayBePersonal: false));
    }

    private static AggregateException Thrown()
    {
        try
        {
            Fail();
            throw new InvalidOperationException();
        }
        catch (TimeoutException e)
        {
            try
            {
                throw new AggregateException(Secret, e, new InvalidOperationException(Secret, new FormatException(Secret)));
            }
            catch (AggregateException several)
            {
                return several;
            }
        }
    }

    private static void Fail() => throw new TimeoutException(Secret);
}
