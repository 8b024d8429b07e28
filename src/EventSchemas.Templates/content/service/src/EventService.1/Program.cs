using EventService._1;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHostedService<OrderDesk>();
#if (kafka)
builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus")).AddOrderEvents();
#else
builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus")).UseRedis().AddOrderEvents();
#endif

await builder.Build().RunAsync();
