using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>Finds changes of what an event promises beside its schema: owner, topic, key, personal data and what members mean.</summary>
/// <param name="candidate">The event.</param>
/// <param name="version">The version that it is compared with.</param>
/// <param name="before">What that version promised.</param>
sealed class TermChanges(ContractCandidate candidate, ContractVersion version, ContractTerms before)
{
    /// <summary>
    /// The changes against the accepted contract, or against the newest released version where there is none. What was accepted has been
    /// agreed to, so older versions don't count beside it.
    /// </summary>
    /// <param name="candidate">The event.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="level">The level that it is held to.</param>
    public static IReadOnlyList<VerdictFinding> Find(ContractCandidate candidate, ContractHistory history, CompatibilityLevel level)
    {
        ContractVersion? version = new[] { history.Accepted, history.LatestReleased }.FirstOrDefault(one => one?.Contract is not null);
        return version is null || (level == CompatibilityLevel.None && !candidate.Terms.IsMirror)
            ? []
            : new TermChanges(candidate, version, version.Contract!.Terms).Find();
    }

    // What a mirror promises is up to its owner.
    private VerdictFinding[] Find() => candidate.Terms.IsMirror
        ? before.IsMirror || before.Level == CompatibilityLevel.None
            ? []
            : [Finding(new FindingSubject(RuleIds.OwnershipGivenUp, candidate.RootRecord, null))]
        : FindOfOwner();

    private VerdictFinding[] FindOfOwner() =>
    [
        .. Changed(RuleIds.TopicChanged, before.Topic, candidate.Terms.Topic),
        .. Changed(RuleIds.KeyChanged, before.Key, candidate.Terms.Key),
        .. candidate.Terms.PersonalData.Except(before.PersonalData)
            .Where(member => FieldOf(version.Schema, member) is not null)
            .Select(member => Finding(SubjectOf(RuleIds.PersonalDataMarked, member))),
        .. before.PersonalData.Except(candidate.Terms.PersonalData)
            .Where(member => FieldOf(candidate.Schema, member) is not null)
            .Select(member => Finding(SubjectOf(RuleIds.PersonalDataUnmarked, member))),
        .. ChangedMeanings(),
    ];

    private IEnumerable<VerdictFinding> Changed(string rule, string? old, string? now) => old == now
        ? []
        : [Finding(new FindingSubject(rule, candidate.RootRecord, null)) with { Old = Quoted(old), New = Quoted(now) }];

    private IEnumerable<VerdictFinding> ChangedMeanings()
    {
        if (before.MeanSameAs(candidate.Terms))
        {
            yield break;
        }

        Dictionary<string, string> old = before.Meanings!.Value.ToDictionary(one => one.Member, one => one.Meaning);
        Dictionary<string, string> now = candidate.Terms.Meanings!.Value.ToDictionary(one => one.Member, one => one.Meaning);
        foreach (string member in old.Keys.Union(now.Keys))
        {
            old.TryGetValue(member, out string? oldMeaning);
            now.TryGetValue(member, out string? newMeaning);

            // A member that one of the two lacks has one meaning only.
            if (oldMeaning != newMeaning
                && FieldOf(version.Schema, member) is { } oldField
                && FieldOf(candidate.Schema, member) is { } newField)
            {
                yield return Finding(SubjectOf(RuleIds.MeaningChanged, member)) with
                {
                    Old = oldMeaning ?? PlainName(oldField.Schema),
                    New = newMeaning ?? PlainName(newField.Schema),
                };
            }
        }
    }

    private VerdictFinding Finding(FindingSubject subject) => new()
    {
        Subject = subject,
        EventType = candidate.EventType,
        IsMirror = false,
        Record = subject.Record,
        IsOnEventRecord = subject.Record == candidate.RootRecord,
        Field = subject.Member,
        Name = subject.Member ?? subject.Record,
        Version = version,
    };

    private static FindingSubject SubjectOf(string rule, string member)
    {
        int dot = member.IndexOf('.');
        return new FindingSubject(rule, member.Substring(0, dot), member.Substring(dot + 1));
    }

    private static AvroField? FieldOf(AvroSchema schema, string member)
    {
        FindingSubject subject = SubjectOf("", member);
        return SchemaRecords.Within(schema)
            .FirstOrDefault(record => record.Name == subject.Record)?.Fields
            .FirstOrDefault(field => field.Name == subject.Member);
    }

    private static string PlainName(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union => PlainName(union.Branches.First(branch => branch.Kind != AvroSchemaKind.Null)),
        AvroArraySchema array => PlainName(array.Items),
        AvroMapSchema map => PlainName(map.Values),
        _ => schema.Kind.ToString().ToLowerInvariant(),
    };

    private static string? Quoted(string? text) => text is null ? null : $"'{text}'";
}
