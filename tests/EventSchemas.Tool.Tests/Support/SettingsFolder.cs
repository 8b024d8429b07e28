using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>A folder of a service with its settings, deleted with this.</summary>
sealed class SettingsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas-");

    /// <summary>Creates the folder with an <c>appsettings.json</c>.</summary>
    /// <param name="settings">The settings, by their full names.</param>
    public SettingsFolder(params (string Key, string Value)[] settings) => Write("appsettings.json", settings);

    public string Path => _folder.FullName;

    /// <summary>Writes a file of settings.</summary>
    public void Write(string name, params (string Key, string Value)[] settings) => WriteText(
        name, JsonSerializer.Serialize(settings.ToDictionary(setting => setting.Key, setting => setting.Value)));

    /// <summary>Writes a file.</summary>
    public void WriteText(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Dispose() => _folder.Delete(recursive: true);
}
