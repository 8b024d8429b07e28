namespace EventSchemas.Testing;

/// <summary>An error response of the registry.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="errorCode">Confluent's error code.</param>
/// <param name="message">What is wrong.</param>
sealed class RegistryException(int status, int errorCode, string message) : Exception(message)
{
    public int Status { get; } = status;

    public int ErrorCode { get; } = errorCode;

    public static RegistryException SubjectNotFound(string subject) => new(404, 40401, $"Subject '{subject}' not found.");

    public static RegistryException VersionNotFound(string version) => new(404, 40402, $"Version {version} not found.");

    public static RegistryException SchemaNotFound(string what) => new(404, 40403, $"Schema {what} not found.");

    public static RegistryException LevelNotConfigured(string subject) =>
        new(404, 40408, $"Subject '{subject}' does not have subject-level compatibility configured");

    public static RegistryException NotSoftDeleted(string subject) =>
        new(404, 40405, $"Subject '{subject}' was not deleted first before being permanently deleted");

    public static RegistryException InvalidSchema(string why) => new(422, 42201, $"Invalid schema: {why}");

    public static RegistryException InvalidVersion(string version) =>
        new(422, 42202, $"The specified version '{version}' is not a valid version id: a number from 1, or \"latest\".");

    public static RegistryException InvalidLevel(string? level) => new(422, 42203, $"Invalid compatibility level '{level}'.");

    public static RegistryException Incompatible(string subject, IEnumerable<string> findings) =>
        new(
            409,
            409,
            $"Schema being registered is incompatible with an earlier schema for subject \"{subject}\", "
            + $"details: [{string.Join(", ", findings)}]");
}
