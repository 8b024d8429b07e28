using System.Text.Json.Serialization;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>
/// What a push would register. It is judged here against every version of the subject, because a registry whose level isn't transitive
/// compares with the newest one only. Immutable.
/// </summary>
/// <param name="Steps">The versions that the registry lacks, in the order in which they are registered.</param>
/// <param name="Notes">What else a person should know of the subjects.</param>
sealed record PushPlan(IReadOnlyList<PushStep> Steps, IReadOnlyList<PlanNote> Notes)
{
    private const int MaxReasons = 3;

    /// <summary>The steps that are carried out.</summary>
    public IEnumerable<PushStep> Registrations => Steps.Where(step => step.Action == PushAction.Register);

    /// <summary>Whether a version can't be registered.</summary>
    public bool HasRefusals => Steps.Any(step => step.Action == PushAction.Refused);

    /// <summary>Plans a push. An event that another team owns is theirs to register.</summary>
    /// <param name="states">What the registry has of the subjects.</param>
    /// <param name="today">The day on which justifications must hold.</param>
    public static PushPlan Of(IReadOnlyList<SubjectState> states, DateTime today)
    {
        SubjectState[] own = [.. states.Where(state => !state.Declared.Candidate.Terms.IsMirror)];
        return new PushPlan([.. own.SelectMany(state => StepsOf(state, today))], [.. own.SelectMany(NotesOf)]);
    }

    private static IEnumerable<PushStep> StepsOf(SubjectState state, DateTime today)
    {
        List<(string Name, AvroSchema Schema)> history =
            [.. state.Registered.Where(one => one.Schema is not null).Select(one => ($"version {one.Registered.Version}", one.Schema!))];
        IReadOnlyList<ContractVersion> versions = state.Declared.Versions;
        int newest = versions.ToList().FindLastIndex(version => state.Registered.Any(one => one.Local == version));
        bool isBlocked = false;
        foreach (ContractVersion version in state.Missing)
        {
            if (versions.ToList().IndexOf(version) < newest)
            {
                yield return Step(
                    PushAction.Late,
                    ["The registry has a newer version already, and this one would become the newest. It stays where it is: in its file."]);
                continue;
            }

            string[] reasons = isBlocked ? ["A version before it is refused."] : [.. ReasonsAgainst(state, version, history, today)];
            isBlocked = reasons.Length > 0;
            yield return Step(isBlocked ? PushAction.Refused : PushAction.Register, reasons);
            history.Add((state.Declared.NameOf(version), version.Schema));

            PushStep Step(PushAction action, IReadOnlyList<string> given) => new(
                state.Declared.Name,
                state.Declared.Candidate.EventType,
                state.Declared.NameOf(version),
                action,
                state.Declared.TextOf(version))
            {
                Reasons = given,
            };
        }
    }

    private static IEnumerable<string> ReasonsAgainst(
        SubjectState state, ContractVersion version, IReadOnlyList<(string Name, AvroSchema Schema)> history, DateTime today)
    {
        if (state.IsReadOnly)
        {
            return [$"The subject's mode is {state.Mode}: whoever looks after the registry must set it to READWRITE."];
        }

        if (state.Registered.FirstOrDefault(one => one.Schema is null) is { } unreadable)
        {
            return [$"Version {unreadable.Registered.Version} of the subject can't be read, so that nothing can be compared with it."];
        }

        string[] breaks = version.Stage == ContractStage.Accepted && !state.Declared.IsKey ? [.. BreaksOf(state, today)] : [];
        return breaks.Length > 0 ? breaks.Take(MaxReasons) : IncompatibilitiesOf(state, version, history).Take(MaxReasons);
    }

    // In the words of the editor and of the build.
    private static IEnumerable<string> BreaksOf(SubjectState state, DateTime today)
    {
        ContractHistory history = state.Declared.History.WithRegistered(
            state.Registered.Select(one => ContractVersion.Published(one.Registered.Version, one.Schema!)));
        return EventVerdict.Of(state.Declared.Candidate, history, today).UnacceptableBreaks.Select(finding => finding.Message);
    }

    private static IEnumerable<string> IncompatibilitiesOf(
        SubjectState state, ContractVersion version, IReadOnlyList<(string Name, AvroSchema Schema)> history)
    {
        AvroSchema[] schemas = [.. history.Select(one => one.Schema)];
        foreach (CompatibilityLevel level in new[] { state.DeclaredLevel, state.Level ?? state.DeclaredLevel }.Distinct())
        {
            foreach (AvroCompatibilityFinding finding in AvroCompatibility.Check(version.Schema, schemas, level))
            {
                string other = history[finding.VersionIndex].Name;
                string who = finding.Direction == AvroReadDirection.Backward ? $"It can't read {other}" : $"{other} can't read it";
                AvroIncompatibility cause = finding.Incompatibility;
                yield return $"{who}: {cause.Message} at {cause.Location} ({level.ToRegistryName()}).";
            }
        }
    }

    private static IEnumerable<PlanNote> NotesOf(SubjectState state)
    {
        string subject = state.Declared.Name;
        if (state.Registered.Count(one => one.Local is null) is > 0 and var foreign)
        {
            yield return new PlanNote(
                subject,
                $"It has {Counted.Of(foreign, "version")} never shipped from here: see who registered that, and pull it.");
        }

        if (state.IsDeleted)
        {
            yield return new PlanNote(subject, "It was deleted, and can be restored: registering a version brings the subject back.");
        }

        if (state.OtherSubjects.Count > 0)
        {
            yield return new PlanNote(
                subject,
                $"The registry has {string.Join(", ", state.OtherSubjects)} too: somebody names the subjects of this event differently.");
        }

        foreach (ComparedVersion version in state.Registered.Where(one => one.Local is not null && one.Registered.HasReferences))
        {
            yield return new PlanNote(
                subject, $"Version {version.Registered.Version} is the same schema by references, so that there is nothing to register.");
        }

        foreach (ComparedVersion version in state.Registered.Where(one => one.Registered.HasRules))
        {
            yield return new PlanNote(
                subject, $"Version {version.Registered.Version} has rules or metadata, which this command neither reads nor changes.");
        }
    }
}

/// <summary>A version that a registry lacks. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="EventType">The event.</param>
/// <param name="Version">Which version it is, for people.</param>
/// <param name="Action">What is done with it.</param>
/// <param name="Text">The text that is registered.</param>
sealed record PushStep(
    string Subject, string EventType, string Version, PushAction Action, [property: JsonIgnore] string Text)
{
    /// <summary>Why it isn't registered.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>What a push does with a version.</summary>
enum PushAction
{
    /// <summary>It is registered.</summary>
    Register,

    /// <summary>It isn't registered, because a newer one is already.</summary>
    Late,

    /// <summary>It can't be registered.</summary>
    Refused,
}

/// <summary>What a person should know of a subject. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">What it is.</param>
sealed record PlanNote(string Subject, string Text);
