using System.Globalization;

namespace EventSchemas.Analyzers;

/// <summary>Where released versions lie: <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> under the folder of the contracts. One source serves the analyzers and the build task.</summary>
static class ShippedVersion
{
    public const string Folder = "shipped";

    /// <summary>The event type and the number that a file's path says; null where it is no released version.</summary>
    public static (string EventType, int Number)? Of(string path)
    {
        string[] parts = path.Replace('\\', '/').Split('/');
        int count = parts.Length;
        return count >= 3
            && parts[count - 3] == Folder
            && parts[count - 1].EndsWith(ContractFile.SchemaExtension, StringComparison.Ordinal)
            && int.TryParse(parts[count - 1].Substring(0, parts[count - 1].Length - ContractFile.SchemaExtension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0
                ? (parts[count - 2], number)
                : null;
    }
}
