namespace EventSchemas.Kafka.Tests;

public sealed class KafkaHandlingTests : HandlingSuite<KafkaUnderTest>;

public sealed class KafkaDeadLetterTests : DeadLetterSuite<KafkaUnderTest>;

public sealed class KafkaBatchTests : BatchSuite<KafkaUnderTest>;

public sealed class KafkaDuplicateTests : DuplicateSuite<KafkaUnderTest>;

public sealed class KafkaReplayTests : ReplaySuite<KafkaUnderTest>;
