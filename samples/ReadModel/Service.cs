using EventSchemas;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ReadModel;

/// <summary>The service: one group with one handler.</summary>
static class Service
{
    public const string Group = "course-reports";

    /// <summary>Builds the service.</summary>
    /// <param name="args">The program's arguments, which are settings.</param>
    /// <param name="settings">More settings.</param>
    /// <param name="database">The read model.</param>
    /// <param name="counts">Counts what the handler does.</param>
    public static IHost Build(
        string[] args, IEnumerable<KeyValuePair<string, string?>> settings, EnrollmentDatabase database, HandledCounts counts)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(counts);
        builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus"))
            .AddProducer<CourseEnrollmentCreated>()
            .AddConsumerGroup(Group, StartAt.Earliest, group => group
                .OnCourseEnrollmentCreated<EnrollmentProjection>(EnrollmentProjection.Name, handler => handler
                    .Retry(3)
                    .OnException<RefusedException>().DeadLetter()
                    .OnException<BusyException>().Wait()));
        return builder.Build();
    }
}
