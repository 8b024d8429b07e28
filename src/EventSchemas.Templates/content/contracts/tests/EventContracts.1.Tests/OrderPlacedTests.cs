using System.Reflection;

namespace EventContracts._1.Tests;

/// <summary>What services rely on.</summary>
public sealed class OrderPlacedTests
{
    private static readonly string Contracts = typeof(OrderPlacedTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Contracts").Value!;

    [Fact]
    public void What_is_written_is_read()
    {
        OrderPlaced placed = EventExample.Of<OrderPlaced>();

        Assert.Equal(placed, AvroCodec.Deserialize<OrderPlaced>(AvroCodec.Serialize(placed)));
    }

    [Fact]
    public async Task Every_released_version_is_read()
    {
        var handler = new Handler();

        await ShippedVersions.ReplayAsync(Contracts, handler, TestContext.Current.CancellationToken);

        Assert.Equal(ShippedVersions.Of<OrderPlaced>(Contracts).Count, handler.Handled);
    }

    private sealed class Handler : IEventHandler<OrderPlaced>
    {
        public int Handled { get; private set; }

        public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)
        {
            Handled++;
            return Task.CompletedTask;
        }
    }
}
