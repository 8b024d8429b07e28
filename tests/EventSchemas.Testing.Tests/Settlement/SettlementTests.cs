using EventSchemas.TestKit;

namespace EventSchemas.Testing.Tests;

public sealed class MemoryHandlingTests : HandlingSuite<MemoryUnderTest>;

public sealed class MemoryDeadLetterTests : DeadLetterSuite<MemoryUnderTest>;

public sealed class MemoryBatchTests : BatchSuite<MemoryUnderTest>;

public sealed class MemoryDuplicateTests : DuplicateSuite<MemoryUnderTest>;

public sealed class MemoryReplayTests : ReplaySuite<MemoryUnderTest>;
