using System.Text;

namespace EventSchemas.Hosting;

/// <summary>
/// An exception as the log may show it where its messages may have personal data: types and stack traces, those of its inner exceptions
/// too, and no message. Immutable.
/// </summary>
sealed class WithoutMessages(Exception exception) : Exception($"{TypeOf(exception)} (its message may have personal data)")
{
    public override string? StackTrace => exception.StackTrace;

    /// <summary>An exception as the log may show it.</summary>
    public static Exception Of(Exception exception, bool mayBePersonal) => mayBePersonal ? new WithoutMessages(exception) : exception;

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, exception);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Exception exception)
    {
        text.AppendLine(TypeOf(exception)).AppendLine(exception.StackTrace);
        IEnumerable<Exception> causes = exception is AggregateException several ? several.InnerExceptions
            : exception.InnerException is { } one ? [one]
            : [];
        foreach (Exception cause in causes)
        {
            text.Append("---> ");
            Append(text, cause);
        }
    }

    private static string TypeOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;
}
