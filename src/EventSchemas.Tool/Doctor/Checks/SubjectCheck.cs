namespace EventSchemas.Tool;

/// <summary>Whether somebody has registered schemas of the service's topics under another naming strategy.</summary>
static class SubjectCheck
{
    private const string Name = "subjects";

    // The default of Confluent's serializers: the one subject that a topic has whatever its events are.
    private const string Suffix = "-value";

    private const string Advice = "Give all services the same naming strategy, then delete the subject that nobody uses. Open edX events "
        + "have topic and record (TopicRecordNameStrategy); those of [AvroEvent] have SchemaRegistry:SubjectNameStrategy.";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = context.Registry;
        IReadOnlyList<DeclaredSubject> declared = DeclaredSubject.Read(context.Request.Build, bus);
        IEnumerable<string> covered = declared.Select(one => one.Candidate.Terms.Topic).OfType<string>().Select(bus.Options.FullTopic);
        string[] topics = [.. context.Service.Topics.Except(covered)];
        if (topics.Length + declared.Count == 0)
        {
            throw new PreconditionException("No topic is known: name them by --topic.");
        }

        using var registry = new RegistryAdmin(bus);
        IReadOnlyList<string> subjects = await registry.SubjectsAsync(cancellationToken).ConfigureAwait(false);
        return [.. declared.Select(one => Judge(one, subjects)), .. topics.Select(topic => Judge(topic, subjects))];
    }

    /// <summary>Judges the subject of an event.</summary>
    /// <param name="declared">The event's subject.</param>
    /// <param name="subjects">All subjects of the registry.</param>
    public static CheckResult Judge(DeclaredSubject declared, IReadOnlyList<string> subjects)
    {
        string[] others = [.. declared.OtherNames.Intersect(subjects)];
        return others.Length > 0
            ? new CheckResult(
                Name,
                CheckState.Warning,
                $"The registry has {string.Join(", ", others)} too: somebody names the subject of {declared.Candidate.EventType} "
                + "differently.")
            {
                Subject = declared.Name,
                Advice = Advice,
            }
            : new CheckResult(
                Name, CheckState.Ok, subjects.Contains(declared.Name) ? "The registry has it." : "The registry doesn't have it yet.")
            {
                Subject = declared.Name,
            };
    }

    /// <summary>Judges the subjects of a topic.</summary>
    /// <param name="topic">The topic, with the deployment's prefix.</param>
    /// <param name="subjects">All subjects of the registry.</param>
    public static CheckResult Judge(string topic, IReadOnlyList<string> subjects)
    {
        string byTopic = topic + Suffix;
        string[] byRecord = [.. subjects.Where(one => one.StartsWith(topic + "-", StringComparison.Ordinal) && !IsOfTopic(one, topic))];
        return (subjects.Contains(byTopic), byRecord.Length) switch
        {
            (true, > 0) => new CheckResult(
                Name,
                CheckState.Warning,
                $"The registry has {byTopic} beside {string.Join(", ", byRecord)}: two services name the subjects of this topic "
                + "differently, so that the registry compares neither with the other.")
            {
                Subject = topic,
                Advice = Advice,
            },
            (true, _) => new CheckResult(Name, CheckState.Ok, $"The topic has the subject {byTopic}.") { Subject = topic },
            (_, > 0) => new CheckResult(
                Name, CheckState.Ok, $"The topic has {Counted.Of(byRecord.Length, "subject")}, of topic and record.")
            {
                Subject = topic,
            },
            _ => new CheckResult(Name, CheckState.Skipped, "The registry has no subject of this topic by its name.") { Subject = topic },
        };
    }

    private static bool IsOfTopic(string subject, string topic) => subject == topic + Suffix || subject == topic + "-key";
}
