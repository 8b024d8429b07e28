namespace EventSchemas.Contracts;

/// <summary>The rules about declarations (EVS1xxx).</summary>
static class DeclarationRules
{
    private const string Category = "EventSchemas.Declaration";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            RuleIds.UnrepresentableMember, Category, RuleSeverity.Error, "Member can't be represented in Avro",
            "'{0}' can't be represented: {1}",
            "Every public member of an event, and of the records that it reaches, goes on the wire and needs a place in the Avro "
            + "schema."),
        new(
            RuleIds.NotPartialRecord, Category, RuleSeverity.Error, "Event is not a partial record",
            "'{0}' can't be an event as it is declared: {1}",
            "The generator adds a part to the event's record and names it, and a record says what its members are."),
        new(
            RuleIds.MalformedEventType, Category, RuleSeverity.Error, "Event type is malformed",
            "'{0}' can't be an event type: {1}",
            "The event type names the schema's namespace, the registry's subject, the header that consumers find the event by, and "
            + "the contract file."),
        new(
            RuleIds.DuplicateEventType, Category, RuleSeverity.Error, "Event type is declared twice",
            "'{0}' is also the event type of '{1}'{2}: consumers tell events apart by it, so give one of the two another event type",
            "Two records with one event type would write different schemas into one subject and one contract file."),
        new(
            RuleIds.InvalidKey, Category, RuleSeverity.Error, "Key does not lead to a plain value",
            "The key '{0}' doesn't lead to a plain value that is always there: {1}",
            "The key decides the partition, and with it which events stay in order."),
        new(
            RuleIds.DuplicateTypeName, Category, RuleSeverity.Error, "Two types of an event have one name",
            "The type of '{0}' can't have its name in the schema: {1}",
            "An Avro schema tells types apart by their names alone, without the namespaces of C#."),
        new(
            RuleIds.DuplicateFieldName, Category, RuleSeverity.Error, "Two members of a record have one name",
            "'{0}' can't have its name in the schema: {1}",
            "Names can change on their way into the schema, for example to snake_case, so that two that differ in C# can be the same."),
        new(
            RuleIds.MalformedTopic, Category, RuleSeverity.Error, "Topic is malformed",
            "'{0}' can't be a topic: {1}",
            "A topic that Kafka refuses fails at the first publish, in production."),
        new(
            RuleIds.InitializerIsNotDefault, Category, RuleSeverity.Info, "Initializer is not a default in the schema",
            "'{0}' starts with a value, but its schema has no default: events written without the member can't be read; add "
            + "[AvroDefault] if this value is to stand for a missing one",
            "An initializer counts in C# only. Readers take the default of the schema, which [AvroDefault] says."),
        new(
            RuleIds.PersonalDataShown, Category, RuleSeverity.Info, "Personal data shows in a record's text",
            "'{0}' holds personal data, and its ToString shows it: {1}",
            "Code that writes the record to a log or a message would reveal the data."),
        new(
            RuleIds.InvalidDefault, Category, RuleSeverity.Error, "Default is not a value of its member",
            "'{0}' can't have this default: {1}",
            "A reader takes the default for each event that lacks the member. One that can't be read would make all of them unreadable."),
        new(
            RuleIds.MemberStaysBehind, Category, RuleSeverity.Warning, "Member does not travel",
            "'{0}' does not travel with the event: {1}",
            "What travels is every public property that generated code can read, and set or pass to the constructor. Another member looks "
            + "as if it did, and has lost its value at the reader."),
        new(
            RuleIds.EventIsEmpty, Category, RuleSeverity.Warning, "Event has no members",
            "'{0}' has no members, so its messages say only that it happened: give it the members that its consumers need",
            "Consumers get the members of an event and nothing else. A member that is added later needs a default for what was published "
            + "before."),
        new(
            RuleIds.StubNameTaken, Category, RuleSeverity.Error, "Name of a producer is taken",
            "'{0}' gets no producer of its own, because the project has a type '{1}' already: rename that type",
            "Applications inject the producer of an event by its interface, whose name follows from the event's."),
        new(
            RuleIds.RuntimeNameTaken, Category, RuleSeverity.Error, "Name belongs to EventSchemas",
            "'{0}' has a name that belongs to EventSchemas, so the events of this project get no code: declare it in another namespace",
            "Generated code would mean the project's type where it names one of EventSchemas."),
        new(
            RuleIds.KeyIsPersonalData, Category, RuleSeverity.Warning, "Key is personal data",
            "The key '{0}' is personal data, and everybody who reads the topic sees keys: choose a member that says nothing about a "
            + "person, for example an id, or remove [PersonalData] where the value is harmless",
            "A key is written beside the event, into logs and tools too, and can't be masked or deleted member by member."),
        new(
            RuleIds.UnionOnEvent, Category, RuleSeverity.Warning, "Union on an event has no effect",
            "[AvroUnion] has no effect on '{0}', because an event is one record on the wire: remove [AvroUnion], or put it on an abstract "
            + "record that is the type of a member",
            "Who reads the attribute expects one of several records, and consumers get one."),
        new(
            RuleIds.TopicLooksMisspelt, Category, RuleSeverity.Info, "Topic looks misspelt",
            "No other event has the topic '{0}': if '{1}' is meant, which '{2}' has, change it before the contract of this event is "
            + "written",
            "A misspelt topic works in every test, because nobody but the new event knows it. Once the event is shipped, changing it loses "
            + "events."),
        new(
            RuleIds.TwoEventAttributes, Category, RuleSeverity.Error, "Record is an event twice",
            "'{0}' has [{1}] and [{2}], and an event follows the conventions of one of them: remove the other, or declare a second record",
            "The two attributes give a record different schemas and messages, and a record is published as one event."),
        new(
            RuleIds.PythonCannotDeclare, Category, RuleSeverity.Info, "A Python service can't declare the member",
            "A Python service on the bus can't declare a member like '{0}': openedx-events doesn't support {1}",
            "The schema that a Python service generates for the same event would be another one, so it could read this event only "
            + "through the registry."),
        new(
            RuleIds.PythonMisreads, Category, RuleSeverity.Info, "A Python service misreads a value of the member",
            "A Python service on the bus that declares '{0}' with a default reads {1}",
            "Its reader takes the attribute's default for whatever is false, zero or empty on the wire."),
        new(
            RuleIds.InternalError, Category, RuleSeverity.Error, "EventSchemas failed",
            "EventSchemas failed at '{0}' and left it out ({1}: {2}): this is a fault of EventSchemas, so please report this message "
            + "with the declaration at " + RepositoryUrl.Value + "/issues",
            "A fault in one declaration must not stop the others, and must not go unnoticed."),
        new(
            RuleIds.LanguageTooOld, Category, RuleSeverity.Error, "Version of C# is too old",
            "The events of this project get no code, because it needs C# 12: set LangVersion to 12 or later, or remove LangVersion",
            "Generated code uses primary constructors and collection expressions."),
    ];
}
