using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Binds options to their section, and says what is wrong there with the settings' full names.</summary>
static partial class SettingsBinder
{
    /// <summary>A key that isn't a setting is an error.</summary>
    public static void Strict(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    /// <summary>Binds options.</summary>
    /// <param name="section">The settings.</param>
    /// <param name="options">The options.</param>
    /// <param name="bind">
    /// Calls the binder with <see cref="Strict"/>, where the type of the options is known: only there the compiler generates what binds
    /// them without reflection.
    /// </param>
    /// <exception cref="OptionsValidationException">A key isn't a setting, or a value can't be read.</exception>
    public static void Bind<TOptions>(IConfiguration section, TOptions options, Action<IConfiguration, TOptions> bind)
        where TOptions : class
    {
        try
        {
            bind(section, options);
        }
        catch (InvalidOperationException e)
        {
            string[] problems = [.. Problems(section, typeof(TOptions), e)];
            throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), problems.Length > 0 ? problems : [e.Message]);
        }
    }

    // The binder has no typed exception: its messages name the keys, or the path and the type of a value.
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "The type of a value that was just read is there; without it the message lists no names.")]
    private static IEnumerable<string> Problems(IConfiguration section, Type options, Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (UnknownKeys().Match(e.Message) is { Success: true } unknown)
            {
                return Quoted().Matches(unknown.Groups[1].Value)
                    .SelectMany(name => PathsOf(section, name.Groups[1].Value))
                    .Select(path => $"{path} isn't a setting: correct its name, or remove it.");
            }

            if (UnreadableValue().Match(e.Message) is { Success: true } value)
            {
                return [$"{value.Groups[1].Value} can't be read: {Expected(options.Assembly.GetType(value.Groups[2].Value))}."];
            }
        }

        return [];
    }

    private static string Expected(Type? type) => type is { IsEnum: true }
        ? $"write one of {string.Join(", ", Enum.GetNames(type))}"
        : "write a value of the kind that docs/reference/settings.md shows for it";

    private static IEnumerable<string> PathsOf(IConfiguration section, string name) => section.GetChildren()
        .SelectMany(child => string.Equals(child.Key, name, StringComparison.OrdinalIgnoreCase) ? [child.Path] : PathsOf(child, name));

    [GeneratedRegex("not found on the instance of [^:]+: (.+)$")]
    private static partial Regex UnknownKeys();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("at '([^']+)' to type '([^']+)'")]
    private static partial Regex UnreadableValue();
}
