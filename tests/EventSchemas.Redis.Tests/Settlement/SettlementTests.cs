namespace EventSchemas.Redis.Tests;

public sealed class RedisHandlingTests : HandlingSuite<RedisUnderTest>;

public sealed class RedisDeadLetterTests : DeadLetterSuite<RedisUnderTest>;

public sealed class RedisBatchTests : BatchSuite<RedisUnderTest>;

public sealed class RedisDuplicateTests : DuplicateSuite<RedisUnderTest>;

public sealed class RedisReplayTests : ReplaySuite<RedisUnderTest>;
