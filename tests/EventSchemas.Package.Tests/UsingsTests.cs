namespace EventSchemas.Package.Tests;

/// <summary>Usings come with the packages, where a project has implicit usings and doesn't refuse these.</summary>
public sealed class UsingsTests(PackageFeed feed)
{
    private const string Refused = "-p:EventSchemasImplicitUsings=false";

    // AddEventBus is of EventSchemas.Kafka, AddEventBusCore of EventSchemas.Hosting, UseRedis of EventSchemas.Redis, and AddOutbox of
    // EventSchemas.EntityFrameworkCore.
    private static readonly (string, string) Service = ("Service.cs", """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop;

        [AvroEvent("com.acme.paid.v1", Topic = "paid", Key = "Number", StableBecause = "a test")]
        public sealed partial record Paid(string Number);

        public sealed class ShopContext : DbContext;

        public static class Service
        {
            public static EventBusBuilder OnKafka(IServiceCollection services, IConfiguration configuration) =>
                services.AddEventBus(configuration.GetSection("EventBus")).AddProducer<Paid>().AddOutbox<ShopContext>();

            public static EventBusBuilder OnBoth(IServiceCollection services, IConfiguration configuration) =>
                services.AddEventBusCore(configuration.GetSection("EventBus")).UseKafka().UseRedis().AddProducer<Paid>();

            public static EmbeddedKafka Broker() => EmbeddedKafka.Start();
        }
        """);

    [Fact]
    public void What_a_service_needs_is_found_without_a_using()
    {
        using var project = new ConsumingProject(feed, Service);
        project.Edit("Shop.csproj", "Include=\"EventSchemas\"", "Include=\"EventSchemas.Testing\"");
        project.Edit("Shop.csproj", "</ItemGroup>", $"""
              <PackageReference Include="EventSchemas.EntityFrameworkCore" Version="{feed.Version}" />
              <PackageReference Include="EventSchemas.Redis" Version="{feed.Version}" />
            </ItemGroup>
            """);

        project.Build();
        Assert.Contains(project.Fail(Refused), line => line.Contains("CS0246", StringComparison.Ordinal));
        Assert.Contains(project.Fail("-p:ImplicitUsings=disable"), line => line.Contains("CS0246", StringComparison.Ordinal));
    }
}
