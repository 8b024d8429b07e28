namespace EventSchemas.Package.Tests;

/// <summary>
/// An event that isn't partial, in a project that handles and publishes it: beside the compiler's errors about what isn't generated, the
/// build says once what to do, and <c>dotnet format</c> does it.
/// </summary>
public sealed class NotPartialTests(PackageFeed feed)
{
    private const string Source = "OrderPlaced.cs";

    private static readonly (string, string) File = (Source, """
        using EventSchemas;

        namespace Shop;

        [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", FeatureFlag = "OrderPlacedEvent")]
        public sealed record OrderPlaced(Order Order);

        public sealed record Order(string Number);

        public sealed class Mail : IEventHandler<OrderPlaced>
        {
            public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        public sealed class Invoice : IEventHandler<Order>
        {
            public Task HandleAsync(Order value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        public sealed class Checkout(IOrderPlacedProducer producer)
        {
            public Task PlaceAsync(Order order) => producer.PublishAsync(new OrderPlaced(order));
        }
        """);

    [Fact]
    public void The_build_says_once_what_is_wrong_and_format_applies_the_fix()
    {
        using var project = new ConsumingProject(feed, File);

        string[] errors = project.Fail("-p:ErrorLog=out.sarif%2Cversion=2.1");

        Assert.Equal(
            ["CS0246", "CS0311", "CS0311", "EVS1002 (6,22)", "EVS5003 (15,45)"],
            errors.Select(IdAndPlace).Order(StringComparer.Ordinal));
        Assert.Equal(
            [SarifResult.Of("EVS1002", "error", Source), SarifResult.Of("EVS5003", "error", Source)],
            Sarif.Read(project.Read("out.sarif")).Where(result => result.Level == "error").OrderBy(result => result.Id));

        // What format loads is a design-time build, where the analyzer has the fix.
        project.Format("--severity", "error");
        Assert.Contains("public sealed partial record OrderPlaced(", project.Read(Source), StringComparison.Ordinal);

        project.Edit(Source, "IEventHandler<Order>", "IEventHandler<OrderPlaced>");
        project.Edit(Source, "HandleAsync(Order value", "HandleAsync(OrderPlaced value");
        project.Build();
    }

    // The compiler's errors are its own matter; ours are at their place.
    private static string IdAndPlace(string error)
    {
        string id = error.Split(": error ")[1].Split(':')[0];
        return id.StartsWith("EVS", StringComparison.Ordinal)
            ? $"{id} {error[Source.Length..(error.IndexOf(')', StringComparison.Ordinal) + 1)]}"
            : id;
    }
}
