namespace EventSchemas.Declarations;

/// <summary>The names of EventSchemas' own types and members that are recognised in a user's code.</summary>
static class WellKnownNames
{
    public const string Namespace = "EventSchemas";
    public const string GeneratedNamespace = "EventSchemas.Generated";
    public const string OpenEdxEvent = "OpenEdxEvent";
    public const string OpenEdxEventAttribute = "OpenEdxEventAttribute";
    public const string AvroEvent = "AvroEvent";
    public const string AvroEventAttribute = "AvroEventAttribute";
    public const string AvroNameAttribute = "AvroNameAttribute";
    public const string AvroDefaultAttribute = "AvroDefaultAttribute";
    public const string WhenMissingAttribute = "WhenMissingAttribute";
    public const string AvroDecimalAttribute = "AvroDecimalAttribute";
    public const string AvroFixedAttribute = "AvroFixedAttribute";
    public const string AvroLogicalTypeAttribute = "AvroLogicalTypeAttribute";
    public const string AvroUnionAttribute = "AvroUnionAttribute";
    public const string AvroAliasAttribute = "AvroAliasAttribute";
    public const string InternedAttribute = "InternedAttribute";
    public const string AvroConverterAttribute = "AvroConverterAttribute";
    public const string AvroDefaultSymbolAttribute = "AvroDefaultSymbolAttribute";
    public const string TextFormAttribute = "TextFormAttribute";
    public const string PersonalDataAttribute = "PersonalDataAttribute";
    public const string JustifiedBreakAttribute = "JustifiedBreakAttribute";
    public const string HandlerNameAttribute = "HandlerNameAttribute";
    public const string AvroDuration = "AvroDuration";
    public const string AvroConverterInterface = "IAvroConverter";
    public const string EventHandlerInterface = "IEventHandler";
    public const string EventContractInterface = "IEventContract";
    public const string EventProducerInterface = "IEventProducer";
    public const string EventPublisherInterface = "IEventPublisher";
    public const string EventQueueInterface = "IEventQueue";
    public const string EventBatch = "EventBatch";
    public const string ConsumerGroupBuilderInterface = "IConsumerGroupBuilder";
    public const string DiscoveredHandlers = "DiscoveredHandlers";
    public const string AddDiscoveredHandlers = "AddDiscoveredHandlers";
    public const string KafkaNamespace = "EventSchemas.Kafka";
    public const string EventBusBuilder = "EventBusBuilder";
    public const string AddProducer = "AddProducer";

    private const string Attribute = "Attribute";

    /// <summary>The metadata names of the attributes that make a record an event.</summary>
    public static IReadOnlyList<string> EventAttributes { get; } =
        [$"{Namespace}.{OpenEdxEventAttribute}", $"{Namespace}.{AvroEventAttribute}"];

    /// <summary>Whether a name, with or without its ending, is that of an attribute that makes a record an event.</summary>
    public static bool IsEventAttribute(string name) => name is OpenEdxEvent or OpenEdxEventAttribute or AvroEvent or AvroEventAttribute;

    /// <summary>The name of an attribute as it is usually written.</summary>
    public static string Short(string attribute) => attribute.EndsWith(Attribute, StringComparison.Ordinal)
        ? attribute.Substring(0, attribute.Length - Attribute.Length)
        : attribute;
}
