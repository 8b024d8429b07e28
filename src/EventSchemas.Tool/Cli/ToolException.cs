namespace EventSchemas.Tool;

/// <summary>A command can't go on; the message says to a person what happened, where, and what to do.</summary>
/// <param name="message">The message.</param>
/// <param name="exitCode">One of <see cref="Tool.ExitCode"/>.</param>
sealed class ToolException(string message, int exitCode) : Exception(message)
{
    /// <summary>How the command ends.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The error of a command line whose value a library refuses.</summary>
    /// <param name="refusal">The refusal, which also names the library's parameter.</param>
    public static ToolException Of(ArgumentException refusal) => new(
        refusal.Message.Replace($" (Parameter '{refusal.ParamName}')", "", StringComparison.Ordinal), Tool.ExitCode.Usage);
}
