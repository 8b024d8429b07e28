// What readers of any page have: the usings of the SDK and of our packages, and a shop.
global using System;
global using System.Collections.Generic;
global using System.IO;
global using System.Linq;
global using System.Net.Http;
global using System.Threading;
global using System.Threading.Tasks;
global using EventSchemas;
global using EventSchemas.EntityFrameworkCore;
global using EventSchemas.Hosting;
global using EventSchemas.Kafka;
global using EventSchemas.Redis;
global using EventSchemas.Testing;
global using Microsoft.Extensions.Configuration;
global using Microsoft.Extensions.DependencyInjection;
global using Microsoft.Extensions.Hosting;
global using Microsoft.Extensions.Logging;

[AvroEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Order.Number", FeatureFlag = "OrderPlacedEvent")]
public sealed partial record OrderPlaced(OrderData Order);

public sealed record OrderData(string Number);

public sealed class Invoice : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

static class Ambient
{
    static readonly HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    static readonly IServiceCollection services = builder.Services;
    static readonly IHost host = builder.Build();
    static readonly IConfigurationSection section = builder.Configuration.GetSection("EventBus");
    static readonly EventBusBuilder bus = builder.Services.AddEventBus(section);
    static readonly CancellationToken cancellationToken = default;
}
