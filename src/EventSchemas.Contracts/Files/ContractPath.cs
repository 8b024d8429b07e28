using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>
/// What the path of a contract file says: <c>&lt;event type&gt;.avsc</c> and <c>.contract.json</c> are the accepted contract, and
/// <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> and <c>.contract.json</c> a released version.
/// </summary>
/// <param name="EventType">The event type.</param>
/// <param name="Number">The number of a released version; null for the accepted contract.</param>
/// <param name="IsSchema">Whether it is the schema, and not the file beside it.</param>
sealed record ContractPath(string EventType, int? Number, bool IsSchema)
{
    /// <summary>The folder of released versions.</summary>
    public const string ShippedFolder = "shipped";

    /// <summary>The ending of a schema's file name, after the event type or the version's number.</summary>
    public const string SchemaExtension = ".avsc";

    /// <summary>The ending of the name of the file beside it.</summary>
    public const string ContractExtension = ".contract.json";

    /// <summary>What a path says; null where it isn't that of a contract file.</summary>
    public static ContractPath? Of(string path)
    {
        bool isSchema = path.EndsWith(SchemaExtension, StringComparison.Ordinal);
        if (!isSchema && !path.EndsWith(ContractExtension, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = path.Replace('\\', '/').Split('/');
        string file = parts[parts.Length - 1];
        string name = file.Substring(0, file.Length - (isSchema ? SchemaExtension : ContractExtension).Length);
        if (Array.IndexOf(parts, ShippedFolder, 0, parts.Length - 1) < 0)
        {
            return name.Length == 0 ? null : new ContractPath(name, null, isSchema);
        }

        return parts.Length >= 3
            && parts[parts.Length - 3] == ShippedFolder
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0
            && number.ToString(CultureInfo.InvariantCulture) == name
                ? new ContractPath(parts[parts.Length - 2], number, isSchema)
                : null;
    }

    /// <summary>The path of the <c>.contract.json</c> beside a schema's file.</summary>
    public static string Beside(string schemaPath) =>
        schemaPath.Substring(0, schemaPath.Length - SchemaExtension.Length) + ContractExtension;
}
