using Confluent.Kafka;

namespace EventSchemas.Kafka.Tests;

public sealed class StartPositionTests
{
    private const long Unset = -1001;

    [Theory]
    [InlineData(5, false, true, 5)]
    [InlineData(5, false, false, 5)]
    [InlineData(Unset, false, true, 10)]
    [InlineData(Unset, false, false, 20)]
    [InlineData(5, true, true, 10)]
    [InlineData(5, true, false, 20)]
    [InlineData(25, true, true, 10)]
    [InlineData(25, true, false, 20)]
    public void A_group_starts_where_it_committed_or_else_as_its_settings_say(
        long committed, bool wasOutOfRange, bool isEarliest, long expected) =>
        Assert.Equal(expected, Start(committed, wasOutOfRange, isEarliest));

    [Theory]
    [InlineData(10, true)]
    [InlineData(15, false)]
    [InlineData(20, true)]
    public void What_another_instance_committed_since_the_position_was_out_of_range_is_kept(long committed, bool isEarliest) =>
        Assert.Equal(committed, Start(committed, wasOutOfRange: true, isEarliest));

    private static long Start(long committed, bool wasOutOfRange, bool isEarliest) =>
        StartPosition.Of(committed, wasOutOfRange, isEarliest, () => new WatermarkOffsets(10, 20)).Value;
}
