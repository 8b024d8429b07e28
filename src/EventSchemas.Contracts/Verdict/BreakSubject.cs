using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>What a break is about, as one word or two: <c>EVS3006 CourseData.count</c>. A justification names the same. One source serves the analyzers and the build task.</summary>
static class BreakSubject
{
    /// <summary>What a finding is about.</summary>
    public static string Of(AvroRuleFinding finding)
    {
        AvroDifference difference = finding.Difference;
        string? field = difference.Field;
        if (finding.Rule.Id == RuleIds.MemberRemoved)
        {
            field = difference.Kind == AvroDifferenceKind.FieldLooksRenamed ? difference.Old : NameOf(difference);
        }

        return Of(finding.Rule.Id, RecordOf(difference), field);
    }

    /// <summary>What a rule says of a record, or of a field of it.</summary>
    public static string Of(string rule, string? record, string? field) => field is null ? $"{rule} {record}" : $"{rule} {record}.{field}";

    /// <summary>The record's name in the schema without its namespace.</summary>
    public static string? RecordOf(AvroDifference difference) => difference.Record?.Substring(difference.Record.LastIndexOf('.') + 1);

    /// <summary>The name at the end of the way to the difference.</summary>
    public static string NameOf(AvroDifference difference) => difference.Path.Substring(difference.Path.LastIndexOf('.') + 1);
}
