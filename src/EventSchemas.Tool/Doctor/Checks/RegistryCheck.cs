using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>Whether the schema registry answers, may be written, and checks what is registered.</summary>
static class RegistryCheck
{
    private const string Name = "registry";
    private const string ReadWrite = "READWRITE";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        using var registry = new RegistryAdmin(context.Registry);
        IReadOnlyList<string> subjects = await registry.SubjectsAsync(cancellationToken).ConfigureAwait(false);
        string mode = await registry.ModeAsync(subject: null, cancellationToken).ConfigureAwait(false);
        CompatibilityLevel? level = await registry.LevelAsync(subject: null, cancellationToken).ConfigureAwait(false);
        return
        [
            new CheckResult(
                Name, CheckState.Ok, $"The registry at {registry.Address} answers with {Counted.Of(subjects.Count, "subject")}."),
            mode == ReadWrite
                ? new CheckResult(Name, CheckState.Ok, $"Its mode is {mode}.") { Subject = "mode" }
                : new CheckResult(Name, CheckState.Warning, $"Its mode is {mode}: a producer with a new schema fails.")
                {
                    Subject = "mode",
                    Advice = "Register the schemas before, or set the mode to READWRITE.",
                },
            level == CompatibilityLevel.None
                ? new CheckResult(Name, CheckState.Warning, "Its global level is NONE: it accepts any schema from anybody.")
                {
                    Subject = "level",
                    Advice = "Set a level, for example FULL_TRANSITIVE, or one for each subject by eventschemas registry levels.",
                }
                : new CheckResult(Name, CheckState.Ok, $"Its global level is {level?.ToRegistryName() ?? "unknown"}.")
                {
                    Subject = "level",
                },
        ];
    }
}
