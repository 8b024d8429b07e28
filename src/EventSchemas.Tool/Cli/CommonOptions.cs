using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary>The options that commands share, each with one meaning.</summary>
static class CommonOptions
{
    private const int DefaultTimeout = 10;
    private const int LongestTimeout = 3600;

    /// <summary>Machines read the output.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write JSON on the standard output, for machines.",
        Recursive = true,
    };

    /// <summary>A plan is carried out without a question.</summary>
    public static Option<bool> Yes { get; } = new("--yes", "-y")
    {
        Description = "Carry out the plan without asking. Needed where no terminal can answer.",
    };

    /// <summary>What is personal isn't hidden.</summary>
    public static Option<bool> ShowPersonalData { get; } = new("--show-personal-data")
    {
        Description = "Show personal data too, which is otherwise written as ***.",
    };

    /// <summary>How fast messages are sent.</summary>
    public static Option<double?> Rate { get; } = new Option<double?>("--rate")
    {
        Description = "Send this number of messages in a second at most.",
        HelpName = "number",
    }.Positive();

    /// <summary>A plan is shown and not carried out.</summary>
    public static Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Show what would be done, and do nothing.",
    };

    /// <summary>How long a broker, a registry or another server may take.</summary>
    public static Option<int> Timeout { get; } = new Option<int>("--timeout")
    {
        Description = "How many seconds a server may take to answer.",
        HelpName = "seconds",
        DefaultValueFactory = _ => DefaultTimeout,
    }.Between(1, LongestTimeout, $"give 1 to {LongestTimeout} seconds");

    /// <summary>The value of <see cref="Timeout"/>.</summary>
    public static TimeSpan TimeoutOf(ParseResult result) => TimeSpan.FromSeconds(result.GetValue(Timeout));
}
