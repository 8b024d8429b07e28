using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Shows on a terminal that something goes on which can take long.</summary>
static class ToolProgress
{
    /// <summary>Runs something.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="what">What goes on.</param>
    /// <param name="run">Does it, and says how far it is.</param>
    public static Task<T> ShowAsync<T>(ToolEnvironment environment, string what, Func<Action<string>, Task<T>> run) =>
        environment.Error.Profile.Capabilities.Interactive && environment.Error.Profile.Capabilities.Ansi
            ? environment.Error.Status().StartAsync(
                Markup.Escape(what), status => run(far => status.Status = Markup.Escape($"{what}: {far}")))
            : run(_ => { });
}
