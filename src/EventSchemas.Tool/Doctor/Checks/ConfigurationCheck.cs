using EventSchemas.Redis;
using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>Whether the settings are there and right. Of secrets it says only whether they are set.</summary>
static class ConfigurationCheck
{
    private const string Name = "configuration";

    private static readonly (BusTransport Transport, string Key)[] Secrets =
    [
        (BusTransports.Kafka, "Kafka:Security:Password"),
        (BusTransports.Kafka, "Kafka:Security:KeyPassword"),
        (BusTransports.Kafka, "SchemaRegistry:Auth"),
        (BusTransports.Kafka, "SchemaRegistry:BearerToken"),
        (BusTransports.Kafka, "SchemaRegistry:CertificatePassword"),
    ];

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        if (context.Transports.Count == 0)
        {
            return
            [
                new CheckResult(Name, CheckState.Error, $"No bus is configured. {context.Configuration.Sources}")
                {
                    Advice = $"Set {context.Configuration.Bus.Path}:{ConnectionOptions.BootstrapServersKey} or "
                        + $"{context.Configuration.Bus.Path}:{ConnectionOptions.RedisKey}, or name the file by --settings.",
                },
            ];
        }

        List<CheckResult> results = [];
        foreach (BusTransport transport in context.Transports)
        {
            try
            {
                BusConnection bus = context.Open(transport, BusParts.Broker | BusParts.Registry);
                await using (bus.ConfigureAwait(false))
                {
                    results.Add(new CheckResult(Name, CheckState.Ok, Describe(context, bus, transport)) { Subject = transport.Name });
                }
            }
            catch (ToolException e)
            {
                results.AddRange(e.Message.Split('\n').Where(line => line != context.Configuration.Sources).Select(
                    line => new CheckResult(Name, CheckState.Error, line)
                    {
                        Subject = transport.Name,
                        Advice = context.Configuration.Sources,
                    }));
            }
        }

        return results;
    }

    private static string Describe(DoctorContext context, BusConnection bus, BusTransport transport)
    {
        string secrets = string.Join(", ", SecretsOf(context.Configuration.Bus, transport));
        return $"{bus.Address}. {context.Configuration.Sources} Secrets: {secrets}.";
    }

    private static IEnumerable<string> SecretsOf(IConfigurationSection bus, BusTransport transport) => transport == BusTransports.Redis
        ? [$"password of {bus.Path}:{ConnectionOptions.RedisKey} {Of(RedisUrl.Parse(bus[ConnectionOptions.RedisKey]!).Password)}"]
        : Secrets.Where(one => one.Transport == transport).Select(one => $"{bus.Path}:{one.Key} {Of(bus[one.Key])}");

    private static string Of(string? secret) => string.IsNullOrEmpty(secret) ? "not set" : "set";
}
