using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>An edit for every rule about versions that C# can express.</summary>
static class BreakRows
{
    private const string Start = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"";
    private const string Event = Start + ")]\npublic partial record ";
    private const string OnRedis = Start + ", Transports = EventTransports.Redis)]\npublic partial record ";
    private const string Accepted = "org.acme.a.v1.avsc";
    private const string Shipped = "shipped/org.acme.a.v1/1.avsc";

    public static IReadOnlyList<BreakRow> All { get; } =
    [
        new(
            "EVS3001",
            Event + "A(string Name, int Count);",
            Event + "{|#0:A|}(string Name);",
            DiagnosticSeverity.Error, Shipped, 10, 5,
            "'count' was removed from A, but it has no default in version 1 of org.acme.a.v1: services still on version 1 can't "
            + "read what you will publish (FULL_TRANSITIVE). Put it back, marked [Obsolete]. To remove it for good, start the "
            + "next event type, org.acme.a.v2. If every reader is deployed before you publish, write "
            + "[JustifiedBreak(\"EVS3001\", \"the reason\", Member = \"count\")] on the record."),
        new(
            "EVS3002",
            Event + "A(string Name);",
            Event + "A(string Name, int {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 1, 1,
            "'Count' was added to A without a default, and is missing in version 1 of org.acme.a.v1: you can't read what was "
            + "published with version 1 (FULL_TRANSITIVE). Make it nullable, or give it a default. If every publisher is "
            + "deployed before you read, and older events have left the topic, write [JustifiedBreak(\"EVS3002\", \"the "
            + "reason\")] on the member."),
        new(
            "EVS3003",
            Event + "A(int Count);",
            Event + "A(string {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Count' was int in version 1 of org.acme.a.v1 and is string now: you can't read what was published with version 1, "
            + "and services still on version 1 can't read what you will publish (FULL_TRANSITIVE). Put the type back, and add an "
            + "optional member of the new type beside it. If no service reads or writes the event, write "
            + "[JustifiedBreak(\"EVS3003\", \"the reason\")] on the member."),
        new(
            "EVS3004",
            Event + "A(Inner Inner);\npublic record Inner(int N);",
            Event + "A(Outer Inner);\npublic record {|#0:Outer|}(int N);",
            DiagnosticSeverity.Error, Shipped, 9, 17,
            "A type was named Inner in version 1 of org.acme.a.v1 and is named Outer now: you can't read what was published with "
            + "version 1, and services still on version 1 can't read what you will publish (FULL_TRANSITIVE). Pin the old name "
            + "with [AvroName(\"Inner\")]. If no service reads or writes the event, write [JustifiedBreak(\"EVS3004\", \"the "
            + "reason\")] on the record."),
        new(
            "EVS3005",
            Event + "A(int Count);",
            Event + "A([AvroAlias(\"count\")] int {|#0:Number|});",
            DiagnosticSeverity.Error, Shipped, 6, 5,
            "'Number' was named count in version 1 of org.acme.a.v1: services still on version 1 can't read what you will "
            + "publish (FULL_TRANSITIVE). Pin the old name with [AvroName(\"count\")]. If every reader is deployed before you "
            + "publish, write [JustifiedBreak(\"EVS3005\", \"the reason\")] on the member."),
        new(
            "EVS3006",
            Event + "A(int Count);",
            Event + "A(long {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Count' was int in version 1 of org.acme.a.v1 and is long now: services still on version 1 can't read what you will "
            + "publish (FULL_TRANSITIVE). Put the type back, and add an optional member of the new type beside it. If every "
            + "reader is deployed before you publish, write [JustifiedBreak(\"EVS3006\", \"the reason\")] on the member."),
        new(
            "EVS3007",
            Event + "A(long Count);",
            Event + "A(int {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Count' was long in version 1 of org.acme.a.v1 and is int now: you can't read what was published with version 1 "
            + "(FULL_TRANSITIVE). Put the type back, and add an optional member of the new type beside it. If every publisher is "
            + "deployed before you read, and older events have left the topic, write [JustifiedBreak(\"EVS3007\", \"the "
            + "reason\")] on the member."),
        new(
            "EVS3008",
            Event + "A(int Count);",
            Event + "A(int? {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Count' was int in version 1 of org.acme.a.v1 and may be null now: services still on version 1 can't read what you "
            + "will publish (FULL_TRANSITIVE). Remove the question mark and give it a default, or add an optional member beside "
            + "it. If every reader is deployed before you publish, write [JustifiedBreak(\"EVS3008\", \"the reason\")] on the "
            + "member."),
        new(
            "EVS3009",
            Event + "A(int? Count);",
            Event + "A(int {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Count' was optional int in version 1 of org.acme.a.v1 and can't be null any more: you can't read what was "
            + "published with version 1 (FULL_TRANSITIVE). Put the question mark back. If every publisher is deployed before you "
            + "read, and older events have left the topic, write [JustifiedBreak(\"EVS3009\", \"the reason\")] on the member."),
        new(
            "EVS3010",
            Event + "A(U Value);\n[AvroUnion(typeof(B))] public abstract record U;\npublic record B(int N) : U;",
            Event
                + "A(U {|#1:Value|});\n[AvroUnion(typeof(B), {|#0:typeof(C)|})] public abstract record U;\npublic record B(int N) : "
                + "U;\npublic record C(int M) : U;",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Value' may be C now, which is unknown in version 1 of org.acme.a.v1: services still on version 1 can't read what "
            + "you will publish (FULL_TRANSITIVE). Put the union back, and add an optional member beside it. If every reader is "
            + "deployed before you publish, write [JustifiedBreak(\"EVS3010\", \"the reason\")] on the member."),
        new(
            "EVS3011",
            Event
                + "A(U Value);\n[AvroUnion(typeof(B), typeof(C))] public abstract record U;\npublic record B(int N) : "
                + "U;\npublic record C(int M) : U;",
            Event + "A(U {|#1:Value|});\n[{|#0:AvroUnion(typeof(B))|}] public abstract record U;\npublic record B(int N) : U;",
            DiagnosticSeverity.Error, Shipped, 19, 9,
            "'Value' may be C in version 1 of org.acme.a.v1, and no longer: you can't read what was published with version 1 "
            + "(FULL_TRANSITIVE). Add C to [AvroUnion] again. If every publisher is deployed before you read, and older events "
            + "have left the topic, write [JustifiedBreak(\"EVS3011\", \"the reason\")] on the member."),
        new(
            "EVS3012",
            Event + "A(Mode Mode);\npublic enum Mode { X, Y }",
            Event + "A(Mode {|#1:Mode|});\npublic enum Mode { X, Y, {|#0:Z|} }",
            DiagnosticSeverity.Error, Shipped, 11, 20,
            "The enum of 'Mode' has Z now, and had no default symbol in version 1 of org.acme.a.v1: services still on version 1 "
            + "can't read what you will publish (FULL_TRANSITIVE). A default symbol that is added now doesn't help services on "
            + "older versions. Add an optional member with a new enum beside it. If every reader is deployed before you publish, "
            + "write [JustifiedBreak(\"EVS3012\", \"the reason\")] on the member."),
        new(
            "EVS3013",
            Event + "A(Mode Mode);\npublic enum Mode { X, Y }",
            Event + "A(Mode {|#1:Mode|});\npublic enum {|#0:Mode|} { X }",
            DiagnosticSeverity.Error, Shipped, 11, 20,
            "The enum of 'Mode' has no Y any more, which was there in version 1 of org.acme.a.v1, and no default symbol: you "
            + "can't read what was published with version 1 (FULL_TRANSITIVE). Put Y back, or mark the symbol that is read "
            + "instead with [AvroDefaultSymbol] and accept the EVS3107 that follows. If every publisher is deployed before you "
            + "read, and older events have left the topic, write [JustifiedBreak(\"EVS3013\", \"the reason\")] on the member."),
        new(
            "EVS3014",
            Event + "A([AvroFixed(4, Name = \"Data\")] byte[] Data);",
            Event + "A([AvroFixed(8, Name = \"Data\")] byte[] {|#0:Data|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Data' had the size 4 in version 1 of org.acme.a.v1 and has the size 8 now: you can't read what was published with "
            + "version 1, and services still on version 1 can't read what you will publish (FULL_TRANSITIVE). Put the size back "
            + "in [AvroFixed], and add an optional member of the new size beside it. If no service reads or writes the event, "
            + "write [JustifiedBreak(\"EVS3014\", \"the reason\")] on the member."),
        new(
            "EVS3015",
            Event + "A(int First, int Second = 0);",
            Event + "A([AvroAlias(\"second\")] int {|#0:First|});",
            DiagnosticSeverity.Error, Shipped, 6, 5,
            "'First' goes by its name and aliases to several members of version 1 of org.acme.a.v1: you can't read what was "
            + "published with version 1 (FULL_TRANSITIVE). Remove each [AvroAlias] that names another member. If every publisher "
            + "is deployed before you read, and older events have left the topic, write [JustifiedBreak(\"EVS3015\", \"the "
            + "reason\")] on the member."),
        new(
            "EVS3101",
            Event + "A(string? Note);",
            Event + "A(string? {|#0:Remark|});",
            DiagnosticSeverity.Warning, Accepted, 6, 5,
            "'Remark' looks like 'note' in the contract of org.acme.a.v1, renamed: to readers that one has gone and this one has "
            + "come, and the value is lost. Keep the old name on the wire with [AvroName(\"note\")]. In CI this is an error. If "
            + "it isn't a rename, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3102",
            Event + "A([AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At);",
            Event + "A([AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset {|#0:At|});",
            DiagnosticSeverity.Warning, Accepted, 8, 15,
            "'At' was timestamp-millis in the contract of org.acme.a.v1 and is timestamp-micros now: what is on the wire looks "
            + "the same and means something else. Put the type back, and add an optional member of the new type beside it. In CI "
            + "this is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3103",
            Event + "A([AvroDecimal(9, 2)] decimal Price);",
            Event + "A([AvroDecimal(9, 4)] decimal {|#0:Price|});",
            DiagnosticSeverity.Warning, Accepted, 8, 15,
            "'Price' was decimal(9, 2) in the contract of org.acme.a.v1 and is decimal(9, 4) now: a decimal travels without its "
            + "scale, so other services may read another number. Put [AvroDecimal] back, and add an optional member beside it. "
            + "In CI this is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3104",
            Event + "A(int Count = 0);",
            Event + "A(int {|#0:Count|} = 1);",
            DiagnosticSeverity.Warning, Accepted, 6, 5,
            "The default of 'Count' was 0 in the contract of org.acme.a.v1 and is 1 now: events without the member mean "
            + "something else when they are read again. Put it back. In CI this is an error. If it is meant, accept it with the "
            + "fix, or run dotnet build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3105",
            Event + "A(int Count = 0);",
            Event + "A(int {|#0:Count|});",
            DiagnosticSeverity.Warning, Accepted, 6, 5,
            "'Count' had the default 0 in the contract of org.acme.a.v1 and has none now: the member can't be removed any more, "
            + "and what was written before it came can't be read. Put it back. In CI this is an error. If it is meant, accept it "
            + "with the fix, or run dotnet build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3106",
            Event + "A(Mode Mode);\npublic enum Mode { [AvroDefaultSymbol] X, Y }",
            Event + "A(Mode {|#1:Mode|});\npublic enum Mode { X, [AvroDefaultSymbol] {|#0:Y|} }",
            DiagnosticSeverity.Warning, Accepted, 8, 15,
            "The default symbol of the enum of 'Mode' was X in the contract of org.acme.a.v1 and is Y now: symbols that a reader "
            + "doesn't know turn into another one than before, or into an error. Put [AvroDefaultSymbol] back on X. In CI this "
            + "is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3107",
            Event + "A(Mode Mode);\npublic enum Mode { [AvroDefaultSymbol] X, Y }",
            Event + "A(Mode {|#1:Mode|});\npublic enum {|#0:Mode|} { [AvroDefaultSymbol] X }",
            DiagnosticSeverity.Warning, Accepted, 11, 20,
            "The enum of 'Mode' has no Y any more, which was there in the contract of org.acme.a.v1: events with a symbol that "
            + "has gone are read as X, without an error. Put Y back. In CI this is an error. If it is meant, accept it with the "
            + "fix, or run dotnet build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3108",
            Event + "A(string Name);",
            Event + "A(byte[] {|#0:Name|});",
            DiagnosticSeverity.Warning, Accepted, 8, 15,
            "'Name' was string in the contract of org.acme.a.v1 and is bytes now: older events are read, but digits or "
            + "characters may be lost. Put the type back, and add an optional member of the new type beside it. In CI this is an "
            + "error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3111",
            Start + ", Topic = \"a\")]\npublic partial record A(string Name);",
            Start + ", Topic = {|#0:\"b\"|})]\npublic partial record A(string Name);",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "The topic was 'a' in the contract of org.acme.a.v1 and is 'b' now: services that read the old topic get no more "
            + "events, and events on it stay there. Put it back. In CI this is an error. If it is meant, accept it with the fix, "
            + "or run dotnet build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3112",
            Start + ", Key = \"Name\")]\npublic partial record A(string Name, int Count);",
            Start + ", Key = {|#0:\"Count\"|})]\npublic partial record A(string Name, int Count);",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "The key was 'name' in the contract of org.acme.a.v1 and is 'count' now: events that belong together go to other "
            + "partitions than those before them, so their order is lost. Put it back. In CI this is an error. If it is meant, "
            + "accept it with the fix, or run dotnet build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3113",
            Event + "A(string Name);",
            Event + "A([PersonalData] string {|#0:Name|});",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "'Name' is personal data now, and was published without the mark in the contract of org.acme.a.v1: what is on the "
            + "topic and in other services' stores was treated as harmless. Tell their owners, or remove the mark. In CI this is "
            + "an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3114",
            Event + "A(int Count);",
            Start + ", Compatibility = {|#0:EventSchemas.Avro.CompatibilityLevel.Backward|})] public partial record A(int Count);",
            DiagnosticSeverity.Error, Shipped, 1, 1,
            "The compatibility level was FULL_TRANSITIVE in version 1 of org.acme.a.v1 and is BACKWARD now: edits that break "
            + "other services would no longer be reported. FULL_TRANSITIVE is still checked. Put FULL_TRANSITIVE back. If it is "
            + "meant, write [JustifiedBreak(\"EVS3114\", \"the reason\")] on the record until the next version is shipped."),
        new(
            "EVS3115",
            Event + "A(string Name);",
            Event + "A(System.Guid {|#0:Name|});",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "'Name' was string in the contract of org.acme.a.v1 and is Guid now: the type on the wire is the same, but its "
            + "values stand for something else, so older ones may be misread or refused. Put the type back, and add an optional "
            + "member of the new type beside it. In CI this is an error. If it is meant, accept it with the fix, or run dotnet "
            + "build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3116",
            Event + "A([PersonalData] string Name);",
            Event + "A(string {|#0:Name|});",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "'Name' was personal data in the contract of org.acme.a.v1 and isn't marked any more: logs and error messages will "
            + "show its values, and the contract no longer tells other services to protect them. Put [PersonalData] back. In CI "
            + "this is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3117",
            Event + "A(string Name);",
            Start + ", Role = {|#0:EventRole.Mirror|})] public partial record A(string Name);",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "A was owned by this project in the contract of org.acme.a.v1 and is a mirror now: edits of it are no longer checked "
            + "for the services that read it, and what it promised is no longer kept here. Remove Role = EventRole.Mirror. In CI "
            + "this is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3118",
            Start + ", Transports = EventTransports.Kafka | EventTransports.Redis)] public partial record A(string Name);",
            Start + ", Transports = {|#0:EventTransports.Kafka|})] public partial record A(string Name);",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "The event travelled by kafka, redis in the contract of org.acme.a.v1 and travels by kafka now: services that read it "
            + "where it isn't published any more get nothing, and its versions are no longer checked for them. Put the transport "
            + "back. In CI this is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3301",
            OnRedis + "A(string Name);",
            OnRedis + "A(string? {|#0:Nick|} = null, string Name = \"\");",
            DiagnosticSeverity.Error, Shipped, 1, 1,
            "'Nick' was added to A with other values behind it: an entry on Redis doesn't name its schema, so services still on "
            + "version 1 misread or lose what you will publish, and services on this one misread or lose what was published with "
            + "version 1 (FULL_TRANSITIVE). Add it behind everything else in the event. Or start the next event type, org.acme.a.v2. "
            + "If no service reads or writes the event, write [JustifiedBreak(\"EVS3301\", \"the reason\")] on the member."),
        new(
            "EVS3302",
            OnRedis + "A(string Name);",
            OnRedis + "A(string Name, string? {|#0:Nick|} = null);",
            DiagnosticSeverity.Warning, Accepted, 1, 1,
            "'Nick' was added to A, and is missing in the contract of org.acme.a.v1: on Redis, a service that doesn't know it "
            + "refuses the event unless it ignores surplus bytes, and a service that knows it can't read an entry without it unless "
            + "it has the older version. Deploy the publishers first, and the readers when older entries have left the stream. In CI "
            + "this is an error. If it is meant, accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.a.v1."),
        new(
            "EVS3303",
            OnRedis + "A(string Name, int Count);",
            OnRedis + "{|#0:A|}(string Name);",
            DiagnosticSeverity.Error, Shipped, 10, 5,
            "'count' was removed from A, and is in version 1 of org.acme.a.v1: an entry on Redis doesn't name its schema, so "
            + "services still on version 1 misread or lose what you will publish (FULL_TRANSITIVE). Put it back, marked [Obsolete]. "
            + "To remove it for good, start the next event type, org.acme.a.v2. If every reader is deployed before you publish, "
            + "write [JustifiedBreak(\"EVS3303\", \"the reason\", Member = \"count\")] on the record."),
        new(
            "EVS3304",
            OnRedis + "A(string Name, string Nick);",
            OnRedis + "{|#0:A|}(string Nick, string Name);",
            DiagnosticSeverity.Error, Shipped, 1, 1,
            "In A, the members come in another order than in version 1 of org.acme.a.v1: an entry on Redis doesn't name its "
            + "schema, so services still on version 1 misread or lose what you will publish, and services on this one misread or "
            + "lose what was published with version 1 (FULL_TRANSITIVE). Put the members back in order. Or start the next event "
            + "type, org.acme.a.v2. If no service reads or writes the event, write [JustifiedBreak(\"EVS3304\", \"the reason\")] on "
            + "the record."),
        new(
            "EVS3304",
            OnRedis + "A(Mode Mode);\npublic enum Mode { X, Y }",
            OnRedis + "A(Mode {|#0:Mode|});\npublic enum Mode { Y, X }",
            DiagnosticSeverity.Error, Shipped, 11, 20,
            "In A, the symbols of 'mode' come in another order than in version 1 of org.acme.a.v1: an entry on Redis doesn't name "
            + "its schema, so services still on version 1 misread or lose what you will publish, and services on this one misread or "
            + "lose what was published with version 1 (FULL_TRANSITIVE). Put the symbols of 'mode' back in order. Or start the next "
            + "event type, org.acme.a.v2. If no service reads or writes the event, write [JustifiedBreak(\"EVS3304\", \"the "
            + "reason\")] on the member."),
        new(
            "EVS3305",
            OnRedis + "A(int Count);",
            OnRedis + "A(int? {|#0:Count|});",
            DiagnosticSeverity.Error, Shipped, 8, 15,
            "'Count' was int in version 1 of org.acme.a.v1 and is optional int now: an entry on Redis doesn't name its schema, so "
            + "services still on version 1 misread or lose what you will publish, and services on this one misread or lose what was "
            + "published with version 1 (FULL_TRANSITIVE). Put the type back, and add a member of the new type behind everything "
            + "else. Or start the next event type, org.acme.a.v2. If no service reads or writes the event, write "
            + "[JustifiedBreak(\"EVS3305\", \"the reason\")] on the member."),
        new(
            "EVS3305",
            OnRedis + "A(Mode Mode);\npublic enum Mode { X, Y }",
            OnRedis + "A(Mode {|#0:Mode|});\npublic enum Mode { X, Y, Z }",
            DiagnosticSeverity.Error, Shipped, 11, 20,
            "'Mode' was an enum of X, Y in version 1 of org.acme.a.v1 and is an enum of X, Y, Z now: an entry on Redis doesn't "
            + "name its schema, so services still on version 1 misread or lose what you will publish (FULL_TRANSITIVE). Put the type "
            + "back, and add a member of the new type behind everything else. Or start the next event type, org.acme.a.v2. If every "
            + "reader is deployed before you publish, write [JustifiedBreak(\"EVS3305\", \"the reason\")] on the member."),
    ];
}

/// <summary>An edit and the diagnostic of a rule about it.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Before">The event as it was shipped.</param>
/// <param name="After">The event now; what is underlined is marked.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Place">The contract file with the edited part.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="Column">The column.</param>
/// <param name="Message">The message.</param>
public sealed record BreakRow(
    string Id, string Before, string After, DiagnosticSeverity Severity, string Place, int Line, int Column, string Message)
{
    public override string ToString() => Id;
}
