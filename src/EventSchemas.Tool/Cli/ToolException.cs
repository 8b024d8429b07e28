namespace EventSchemas.Tool;

/// <summary>A command can't go on; the message says to a person what happened, where, and what to do.</summary>
/// <param name="message">The message.</param>
/// <param name="exitCode">One of <see cref="Tool.ExitCode"/>.</param>
sealed class ToolException(string message, int exitCode) : Exception(message)
{
    /// <summary>How the command ends.</summary>
    public int ExitCode { get; } = exitCode;
}
