using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Makes a partial record an event of the Open edX event bus: the build writes its Avro schema, its codec and its
/// typed producer and consumer stubs, and holds later edits against the committed contract file.
/// </summary>
/// <remarks>
/// <para>
/// Build once: <c>schemas/&lt;event type&gt;.avsc</c> appears; commit it. Then edit: what breaks a service that reads or writes the event is
/// underlined at once, with who breaks and what to do instead; what breaks nobody is accepted by the light bulb. Release with
/// <c>dotnet build -t:ShipEventSchemas</c>: what was shipped can't be broken any more.
/// </para>
/// <para>
/// Publish with the generated <c>I…Producer</c>, handle with <c>IEventHandler&lt;T&gt;</c>. Member names become snake_case in the schema;
/// date-times and UUIDs travel as text, as the Python services send them. The top-level record of the schema is <c>CloudEvent</c> in the
/// namespace of the event type.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Order.Number", FeatureFlag = "OrderPlacedEvent", Owner = "shop")]
/// public sealed partial record OrderPlaced(OrderData Order);
/// </code>
/// </example>
/// <param name="eventType">
/// The event type as it stands in the <c>ce_type</c> header, for example
/// <c>org.openedx.learning.course.enrollment.created.v1</c>: dotted lower-case words (letters, digits, <c>_</c> and <c>-</c>).
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OpenEdxEventAttribute(string eventType) : Attribute
{
    /// <summary>The event type as it stands in the <c>ce_type</c> header.</summary>
    public string EventType { get; } = eventType;

    /// <summary>The Kafka topic without the deployment's prefix. Configuration may override it.</summary>
    public string? Topic { get; set; }

    /// <summary>
    /// The member whose value is the Kafka key, as a dotted path of C# member names (<c>Enrollment.Course.CourseKey</c>).
    /// It must end at a member that is not nullable and travels as one Avro primitive. Without it messages have no key.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>The feature flag that must be on for the event to be published.</summary>
    public string? FeatureFlag { get; set; }

    /// <summary>Why the event needs no feature flag any more. Only meaningful where <see cref="FeatureFlag"/> is not set.</summary>
    public string? StableBecause { get; set; }

    /// <summary>
    /// The last day on which the flag is needed, as <c>yyyy-MM-dd</c>: from the day after, the flag is reported as one to remove. Only
    /// meaningful with <see cref="FeatureFlag"/>.
    /// </summary>
    public string? FlagRemoveBy { get; set; }

    /// <summary>The team that owns the event.</summary>
    public string? Owner { get; set; }

    /// <summary>Whose event it is: ours, or one that another team publishes and this record mirrors.</summary>
    public EventRole Role { get; set; }

    /// <summary>
    /// What later versions of the event promise to the services that read and write it. Where it is not given, the project's
    /// <c>EventSchemasCompatibility</c> property decides, which is <see cref="CompatibilityLevel.FullTransitive"/> by default.
    /// </summary>
    public CompatibilityLevel Compatibility { get; set; } = CompatibilityLevel.FullTransitive;
}
