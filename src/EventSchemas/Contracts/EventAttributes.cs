using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Makes a partial record an event of the Open edX event bus. The build generates its Avro schema, its codec and its typed producer and
/// consumer stubs, and checks every later edit against the committed contract file.
/// </summary>
/// <remarks>
/// <para>
/// The first build writes <c>schemas/&lt;event type&gt;.avsc</c>; commit it. An edit that breaks a service which reads or writes the event
/// is then reported at the edited member, with who breaks and what to do instead. A compatible edit is accepted with a code fix. Release
/// with <c>dotnet build -t:ShipEventSchemas</c>: later edits are checked against the shipped versions too.
/// </para>
/// <para>
/// Publish with the generated <c>I…Producer</c>, handle with <c>IEventHandler&lt;T&gt;</c>. Member names become snake_case in the
/// schema; date-times and UUIDs are written as text, as the Python services write them. The top-level record of the schema is
/// <c>CloudEvent</c> in the namespace of the event type.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Order.Number", FeatureFlag = "OrderPlacedEvent", Owner = "shop")]
/// public sealed partial record OrderPlaced(OrderData Order);
/// </code>
/// </example>
/// <param name="eventType">
/// The event type, the value of the <c>ce_type</c> header, for example <c>org.openedx.learning.course.enrollment.created.v1</c>:
/// lower-case words of letters, digits, <c>_</c> and <c>-</c>, separated by dots.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OpenEdxEventAttribute(string eventType) : Attribute
{
    /// <summary>The event type, the value of the <c>ce_type</c> header.</summary>
    public string EventType { get; } = eventType;

    /// <summary>The Kafka topic without the deployment's prefix. Configuration can override it.</summary>
    public string? Topic { get; set; }

    /// <summary>
    /// The member whose value is the Kafka key, as a dotted path of C# member names (<c>Enrollment.Course.CourseKey</c>). It must end at a
    /// member that isn't nullable and that is written as one Avro primitive. Without a key path, messages have no key.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>The feature flag that must be on for the event to be published.</summary>
    public string? FeatureFlag { get; set; }

    /// <summary>Why the event needs no feature flag. It is used only if <see cref="FeatureFlag"/> isn't set.</summary>
    public string? StableBecause { get; set; }

    /// <summary>
    /// The last day on which the feature flag is needed, as <c>yyyy-MM-dd</c>. From the next day on the flag is reported as due for
    /// removal. It is used only together with <see cref="FeatureFlag"/>.
    /// </summary>
    public string? FlagRemoveBy { get; set; }

    /// <summary>The team that owns the event: shown to people, checked by nothing.</summary>
    public string? Owner { get; set; }

    /// <summary>
    /// The transports that the event travels by. If it isn't set, the folder's <c>eventschemas_transports</c> or the project's
    /// <c>EventSchemasTransports</c> applies, whose default is <see cref="EventTransports.Kafka"/>. At run time
    /// <c>Producers:&lt;event type&gt;:Transports</c> chooses among the registered ones.
    /// </summary>
    public EventTransports Transports { get; set; } = EventTransports.Kafka;

    /// <summary>Whether this project owns the event, or mirrors one that another team publishes.</summary>
    public EventRole Role { get; set; }

    /// <summary>
    /// What later versions of the event guarantee to the services that read and write it. If it isn't set, the folder's
    /// <c>eventschemas_compatibility</c> or the project's <c>EventSchemasCompatibility</c> applies, whose default is
    /// <see cref="CompatibilityLevel.FullTransitive"/>.
    /// </summary>
    public CompatibilityLevel Compatibility { get; set; } = CompatibilityLevel.FullTransitive;
}

/// <summary>
/// Makes a partial record an event of plain Avro and CloudEvents. The build generates its Avro schema, its codec and its typed producer and
/// consumer stubs, and checks every later edit against the committed contract file.
/// </summary>
/// <remarks>
/// <para>
/// The schema's record has the record's name and namespace, and its fields the names of the members, as they are written or as
/// <see cref="Naming"/> says. Dates, times, UUIDs and decimals have Avro's logical types. A message is written by the Kafka binding of
/// CloudEvents 1.0.
/// </para>
/// <para>
/// Contract files, rules, producers and handlers are the same as for <see cref="OpenEdxEventAttribute"/>. A record has one of the two.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [AvroEvent("com.acme.order.placed.v1", Topic = "orders", Key = "Number", FeatureFlag = "OrderPlacedEvent", Owner = "shop")]
/// public sealed partial record OrderPlaced(string Number, DateTimeOffset PlacedAt);
/// </code>
/// </example>
/// <param name="eventType">
/// The event type, the value of the <c>ce_type</c> header, for example <c>com.acme.order.placed.v1</c>: any text that CloudEvents allows.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AvroEventAttribute(string eventType) : Attribute
{
    /// <summary>The event type, as it is written; <see cref="Version"/> is added to it.</summary>
    public string EventType { get; } = eventType;

    /// <summary>
    /// The number of the event's version. It is added to the event type: <c>com.acme.order.placed</c> with <c>Version = 2</c> is the event
    /// type <c>com.acme.order.placed.v2</c>. An event type can also have it in its text, or have no version.
    /// </summary>
    public int Version { get; set; }

    /// <summary>
    /// How a member's name becomes a field's. If it isn't set, the folder's <c>eventschemas_naming</c> or the project's
    /// <c>EventSchemasNaming</c> applies, whose default is <see cref="AvroNaming.AsWritten"/>.
    /// </summary>
    public AvroNaming Naming { get; set; }

    /// <summary>
    /// The namespace of the schema. If it isn't set, the folder's <c>eventschemas_namespace</c> or the project's
    /// <c>EventSchemasNamespace</c> applies, and without these the namespace of the record in C#. An empty text is no namespace.
    /// </summary>
    public string? Namespace { get; set; }

    /// <summary>
    /// Whether the schema has the documentation of the comments: the <c>&lt;summary&gt;</c> of records, members and enums, and the
    /// <c>&lt;param&gt;</c> of positional members, as text on one line. If it isn't set, the folder's <c>eventschemas_xml_docs</c> or the
    /// project's <c>EventSchemasXmlDocs</c> applies, whose default is <see langword="false"/>.
    /// </summary>
    public bool XmlDocs { get; set; }

    /// <summary>The Kafka topic without the deployment's prefix. Configuration can override it.</summary>
    public string? Topic { get; set; }

    /// <summary>
    /// The member whose value is the Kafka key, as a dotted path of C# member names (<c>Order.Number</c>). It must end at a member that
    /// isn't nullable and that is written as one Avro primitive. Without a key path, messages have no key.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>How the key is written. A later change of it is a change of the key.</summary>
    public EventKeyFormat KeyFormat { get; set; } = EventKeyFormat.Text;

    /// <summary>The feature flag that must be on for the event to be published.</summary>
    public string? FeatureFlag { get; set; }

    /// <summary>Why the event needs no feature flag. It is used only if <see cref="FeatureFlag"/> isn't set.</summary>
    public string? StableBecause { get; set; }

    /// <summary>
    /// The last day on which the feature flag is needed, as <c>yyyy-MM-dd</c>. From the next day on the flag is reported as due for
    /// removal. It is used only together with <see cref="FeatureFlag"/>.
    /// </summary>
    public string? FlagRemoveBy { get; set; }

    /// <summary>The team that owns the event: shown to people, checked by nothing.</summary>
    public string? Owner { get; set; }

    /// <summary>
    /// The transports that the event travels by. If it isn't set, the folder's <c>eventschemas_transports</c> or the project's
    /// <c>EventSchemasTransports</c> applies, whose default is <see cref="EventTransports.Kafka"/>. At run time
    /// <c>Producers:&lt;event type&gt;:Transports</c> chooses among the registered ones.
    /// </summary>
    public EventTransports Transports { get; set; } = EventTransports.Kafka;

    /// <summary>Whether this project owns the event, or mirrors one that another team publishes.</summary>
    public EventRole Role { get; set; }

    /// <summary>
    /// What later versions of the event guarantee to the services that read and write it. If it isn't set, the folder's
    /// <c>eventschemas_compatibility</c> or the project's <c>EventSchemasCompatibility</c> applies, whose default is
    /// <see cref="CompatibilityLevel.FullTransitive"/>.
    /// </summary>
    public CompatibilityLevel Compatibility { get; set; } = CompatibilityLevel.FullTransitive;
}

/// <summary>How the name of a member becomes that of a field, where [AvroName] doesn't give it.</summary>
public enum AvroNaming
{
    /// <summary><c>OrderNumber</c> stays <c>OrderNumber</c>.</summary>
    AsWritten,

    /// <summary><c>OrderNumber</c> becomes <c>order_number</c>.</summary>
    SnakeCase,

    /// <summary><c>OrderNumber</c> becomes <c>orderNumber</c>.</summary>
    CamelCase,
}

/// <summary>Who owns the event that a record declares.</summary>
public enum EventRole
{
    /// <summary>This project: it decides how the schema changes, and every edit is checked against all readers and writers.</summary>
    Owner,

    /// <summary>
    /// Another team: the record repeats what that team publishes. It must be able to read every version that the team has published.
    /// Breaking changes can't be accepted or justified here, because they are made upstream.
    /// </summary>
    Mirror,
}

/// <summary>
/// Justifies a breaking change that a rule reports: why nobody is affected, and who agreed. Put it on the edited member, or on the record
/// that a member was removed from. The rule is then suppressed, and the change can be accepted and shipped. Keep the attribute for as long
/// as a shipped version is broken, so that reviewers see it. It covers the whole rule at that member.
/// </summary>
/// <param name="rule">The id of the rule, for example <c>EVS3006</c>.</param>
/// <param name="reason">Why nobody is affected. It must not be empty.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct,
    AllowMultiple = true,
    Inherited = false)]
public sealed class JustifiedBreakAttribute(string rule, string reason) : Attribute
{
    /// <summary>The id of the rule that is suppressed.</summary>
    public string Rule { get; } = rule;

    /// <summary>Why nobody is affected.</summary>
    public string Reason { get; } = reason;

    /// <summary>On a record: the schema name of the removed member. Without it the justification applies to the record itself.</summary>
    public string? Member { get; set; }

    /// <summary>Who agreed: a team, a person or a ticket.</summary>
    public string? AgreedBy { get; set; }

    /// <summary>The last day on which the justification is valid, as <c>yyyy-MM-dd</c>. It is reported from the next day on.</summary>
    public string? Expires { get; set; }
}
