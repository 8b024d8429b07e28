using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>Finds changes of what an event promises beside its schema: owner, topic, key, transports, personal data and
/// what members mean.</summary>
/// <param name="candidate">The event.</param>
/// <param name="version">The version that it is compared with.</param>
/// <param name="before">What that version promised.</param>
sealed class TermChanges(ContractCandidate candidate, ContractVersion version, ContractTerms before)
{
    /// <summary>
    /// The changes against the accepted contract, or against the newest released version where there is none. What was accepted has been
    /// agreed to, so older versions don't count beside it; what somebody wrote into the file by hand hasn't been.
    /// </summary>
    /// <param name="candidate">The event.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="level">The level that it is held to.</param>
    public static IReadOnlyList<VerdictFinding> Find(ContractCandidate candidate, ContractHistory history, CompatibilityLevel level)
    {
        ContractVersion?[] versions = [history.Accepted, history.LatestReleased];
        ContractVersion? version = versions.FirstOrDefault(one => one?.Contract is { AreTermsEdited: false })
            ?? versions.FirstOrDefault(one => one?.Contract is not null);
        return version is null || (level == CompatibilityLevel.None && !candidate.Terms.IsMirror)
            ? []
            : new TermChanges(candidate, version, version.Contract!.Terms).Find();
    }

    // What a mirror promises is up to its owner.
    private VerdictFinding[] Find() => candidate.Terms.IsMirror
        ? before.IsMirror || before.Level == CompatibilityLevel.None
            ? []
            : [OfEvent(RuleIds.OwnershipGivenUp)]
        : FindOfOwner();

    private VerdictFinding[] FindOfOwner() =>
    [
        .. Changed(RuleIds.TopicChanged, before.Topic, candidate.Terms.Topic),
        .. ChangedKey(),
        .. LeftTransports(),
        .. ChangedMarks(),
        .. ChangedMeanings(),
    ];

    private IEnumerable<VerdictFinding> ChangedMarks() => KeptMembers()
        .Select(kept => (kept.Now, Was: before.PersonalData.Contains(kept.Old), Is: candidate.Terms.PersonalData.Contains(kept.Now)))
        .Where(kept => kept.Was != kept.Is)
        .Select(kept => Finding(SubjectOf(kept.Is ? RuleIds.PersonalDataMarked : RuleIds.PersonalDataUnmarked, kept.Now)));

    // The members that both have, under the same name or under one that an alias says.
    private IEnumerable<KeptMember> KeptMembers()
    {
        IReadOnlyList<AvroRecordSchema> records = SchemaRecords.Within(version.Schema);
        foreach (AvroRecordSchema record in SchemaRecords.Within(candidate.Schema))
        {
            if (records.FirstOrDefault(record.HasNameOf) is not { } oldRecord)
            {
                continue;
            }

            foreach (AvroField field in record.Fields)
            {
                AvroField? oldField = oldRecord.Fields.FirstOrDefault(one => one.Name == field.Name)
                    ?? oldRecord.Fields.FirstOrDefault(one => field.Aliases.Contains(one.Name));
                if (oldField is not null)
                {
                    yield return new KeptMember(
                        $"{oldRecord.Name}.{oldField.Name}", oldField.Schema, $"{record.Name}.{field.Name}", field.Schema);
                }
            }
        }
    }

    // Where both have a key of one member, the ways in which it is written differ.
    private IEnumerable<VerdictFinding> ChangedKey()
    {
        ContractTerms now = candidate.Terms;
        return before.KeyFormat == now.KeyFormat || before.Key is null || now.Key is null
            ? Changed(RuleIds.KeyChanged, before.Key, now.Key)
            : [OfEvent(RuleIds.KeyChanged) with { Old = Phrase(before), New = Phrase(now) }];

        static string Phrase(ContractTerms terms) => $"'{terms.Key}' {terms.KeyFormat switch
        {
            null => "in Avro",
            "long" => "as a number of eight bytes",
            var format => $"as {format}",
        }}";
    }

    private IEnumerable<VerdictFinding> LeftTransports() => (before.Transports & ~candidate.Terms.Transports) == Transports.None
        ? []
        : [OfEvent(RuleIds.TransportLeft) with { Old = before.Transports.ToText(), New = candidate.Terms.Transports.ToText() }];

    private IEnumerable<VerdictFinding> Changed(string rule, string? old, string? now) => old == now
        ? []
        : [OfEvent(rule) with { Old = Quoted(old), New = Quoted(now) }];

    private IEnumerable<VerdictFinding> ChangedMeanings()
    {
        if (before.MeanSameAs(candidate.Terms))
        {
            yield break;
        }

        Dictionary<string, string> old = before.Meanings!.Value.ToDictionary(one => one.Member, one => one.Meaning);
        Dictionary<string, string> now = candidate.Terms.Meanings!.Value.ToDictionary(one => one.Member, one => one.Meaning);
        foreach (KeptMember kept in KeptMembers())
        {
            old.TryGetValue(kept.Old, out string? oldMeaning);
            now.TryGetValue(kept.Now, out string? newMeaning);
            if (oldMeaning != newMeaning)
            {
                (string was, string @is) = MemberMeaning.Shown(
                    oldMeaning ?? PlainName(kept.OldSchema), newMeaning ?? PlainName(kept.NowSchema));
                yield return Finding(SubjectOf(RuleIds.MeaningChanged, kept.Now)) with { Old = was, New = @is };
            }
        }
    }

    private VerdictFinding OfEvent(string rule) => Finding(new FindingSubject(rule, candidate.RootRecord, null));

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
        Versions = new[] { version }.ToEquatableArray(),
    };

    private static FindingSubject SubjectOf(string rule, string member)
    {
        int dot = member.IndexOf('.');
        return new FindingSubject(rule, member.Substring(0, dot), member.Substring(dot + 1));
    }

    private static string PlainName(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union => PlainName(union.Branches.First(branch => branch.Kind != AvroSchemaKind.Null)),
        AvroArraySchema array => PlainName(array.Items),
        AvroMapSchema map => PlainName(map.Values),
        _ => schema.Kind.ToString().ToLowerInvariant(),
    };

    private static string? Quoted(string? text) => text is null ? null : $"'{text}'";

    /// <summary>A member that both have, as record and field.</summary>
    private sealed record KeptMember(string Old, AvroSchema OldSchema, string Now, AvroSchema NowSchema);
}
