using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>
/// The configuration as the service's host reads it: its files, then environment variables, then the options of the command line.
/// </summary>
sealed class BusConfiguration
{
    private const string DefaultEnvironment = "Production";

    private BusConfiguration(IConfigurationRoot root, string section, IReadOnlyList<string> files)
    {
        Root = root;
        Bus = root.GetSection(section);
        Files = files;
    }

    /// <summary>All of it.</summary>
    public IConfigurationRoot Root { get; }

    /// <summary>The bus's section.</summary>
    public IConfigurationSection Bus { get; }

    /// <summary>The files that were read, by their full paths.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Where it comes from, for messages.</summary>
    public string Sources => Files.Count == 0
        ? "There is no appsettings.json in the current folder."
        : $"Settings were read from {string.Join(", ", Files)}.";

    /// <summary>Reads it.</summary>
    /// <exception cref="ToolException">A file is missing or can't be read.</exception>
    public static BusConfiguration Load(ToolEnvironment environment, ConnectionSettings settings)
    {
        string[] files = settings.Files.Count > 0
            ? [.. settings.Files.Select(environment.PathOf)]
            : [.. DefaultFiles(settings.Environment ?? EnvironmentOf(environment)).Select(environment.PathOf).Where(File.Exists)];
        var builder = new ConfigurationBuilder();
        foreach (string file in files)
        {
            if (!File.Exists(file))
            {
                throw new ToolException($"There is no file {file}: correct --settings.", ExitCode.Unavailable);
            }

            builder.AddJsonFile(file, optional: false, reloadOnChange: false);
        }

        // As hosts read them. The section's variables begin with its name and two underscores.
        builder.AddInMemoryCollection(environment.Variables.Select(variable => KeyValuePair.Create<string, string?>(
            variable.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), variable.Value)));
        builder.AddInMemoryCollection(settings.Overrides.Select(one => KeyValuePair.Create<string, string?>(
            ConfigurationPath.Combine(settings.Section, one.Key), one.Value)));
        return new BusConfiguration(Build(builder), settings.Section, files);
    }

    private static IConfigurationRoot Build(ConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException e)
        {
            // The inner exception says where; its text has no values.
            string place = e.InnerException is { } inner ? $" {inner.GetBaseException().Message}" : "";
            throw new ToolException(e.Message + place, ExitCode.Unavailable);
        }
    }

    private static string[] DefaultFiles(string environment) => ["appsettings.json", $"appsettings.{environment}.json"];

    private static string EnvironmentOf(ToolEnvironment environment) =>
        environment.Variables.GetValueOrDefault("DOTNET_ENVIRONMENT")
        ?? environment.Variables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT")
        ?? DefaultEnvironment;
}
