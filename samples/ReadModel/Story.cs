using System.Diagnostics;
using System.Globalization;
using EventSchemas;
using EventSchemas.Hosting;
using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace ReadModel;

/// <summary>Shows, step by step, what becomes of events that the read model can't take at first.</summary>
sealed class Story(
    IAnsiConsole console, EmbeddedKafka kafka, EmbeddedSchemaRegistry registry, EnrollmentDatabase database, string[] args)
{
    private const int Events = 500;
    private const int LongNameEach = 200;
    private const int LongNames = 3;
    private const int WaitingCalls = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly DateTimeOffset Opening = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly HandledCounts _counts = new();
    private readonly List<(CourseEnrollmentCreated Event, Guid Id)> _sent = [];

    public async Task TellAsync()
    {
        foreach (string topic in (string[])["", ".dead-letter", ".retry"])
        {
            kafka.CreateTopic(topic.Length == 0 ? "dev-course-enrollment-lifecycle" : $"dev-{Service.Group}{topic}", partitions: 1);
        }

        using (IHost service = await StartAsync())
        {
            await PublishAllAsync(service);
            await UntilAsync(() => _counts.Stored >= Events / 2, "half of the events are handled");
            Say($"{Events} enrollments are on the bus. The service is stopped in the middle of them.");
            await service.StopAsync();
        }

        using (IHost service = await StartAsync())
        {
            await UntilAsync(() => database.Count() == Events - LongNames, "the read model has all that it takes");
            Say($"It starts again where it was: the read model has {database.Count()} of {Events}, each once.");
            await ShowLettersAsync(service);
            await WaitForDatabaseAsync(service);
            await RedriveAsync(service);
            await SendAgainAsync(service);
            await service.StopAsync();
        }
    }

    // A few names are longer than the table takes.
    private async Task PublishAllAsync(IHost service)
    {
        for (int i = 0; i < Events; i++)
        {
            string name = i % LongNameEach == 1
                ? $"Wolfeschlegelsteinhausenbergerdorff the {i.ToString(CultureInfo.InvariantCulture)}th"
                : $"Learner {i.ToString(CultureInfo.InvariantCulture)}";
            _sent.Add((Enrollment(i, name), Guid.CreateVersion7()));
        }

        await Task.WhenAll(_sent.Select(item => PublishAsync(service, item.Event, item.Id)));
    }

    private async Task ShowLettersAsync(IHost service)
    {
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        var table = new Table().AddColumns("Event at", "Handler", "Exception", "First failure");
        int count = 0;
        while (count < LongNames)
        {
            count = 0;
            table.Rows.Clear();
            await foreach (DeadLetter letter in letters.ReadAsync(Service.Group))
            {
                count++;
                table.AddRow(
                    new Text($"[{letter.Partition}] @{letter.Offset}"),
                    new Text($"{letter.Handler}"),
                    new Text($"{letter.ExceptionType?.Split('.')[^1]}"),
                    new Text($"{letter.FirstFailure:HH:mm:ss}"));
            }
        }

        Say($"{count} events were refused by the database. They held up nobody, and are dead letters:");
        console.Write(table);
        Say("What the exceptions say isn't there, because the event has personal data.");
    }

    // A database that is locked would refuse every event, so none is given up.
    private async Task WaitForDatabaseAsync(IHost service)
    {
        int calls = _counts.Calls;
        int stored = _counts.Stored;
        using (database.Hold())
        {
            await PublishAsync(service, Enrollment(Events, "Late Learner"), Guid.CreateVersion7());
            await UntilAsync(() => _counts.Calls >= calls + WaitingCalls, "the handler was called several times");
        }

        await UntilAsync(() => _counts.Stored == stored + 1, "the event is handled");
        Say($"While something else held the database, the partition waited: {_counts.Calls - calls} calls for one event, none given up.");
    }

    private async Task RedriveAsync(IHost service)
    {
        database.AllowLongNames();
        RedriveResult result = await service.Services.GetRequiredService<IDeadLetters>().RedriveAsync(Service.Group);
        await UntilAsync(() => database.Count() == Events + 1, "the letters are handled");
        Say($"The table was mended and {result.Redriven} letters were redriven: the read model has {database.Count()}.");
    }

    private async Task SendAgainAsync(IHost service)
    {
        await Task.WhenAll(_sent.Take(Events / 10).Select(item => PublishAsync(service, item.Event, item.Id)));
        await UntilAsync(() => _counts.Known >= Events / 10, "the repeated events are handled");
        Say($"{Events / 10} events were sent twice: the read model still has {database.Count()}.");
    }

    private async Task<IHost> StartAsync()
    {
        IHost service = Service.Build(
            args,
            [
                new("EventBus:Kafka:BootstrapServers", kafka.BootstrapServers),
                new("EventBus:SchemaRegistry:Url", registry.Url.ToString()),

                // After a member has left, the embedded broker admits the next one only when this is over.
                new("EventBus:Kafka:Client:session.timeout.ms", "2000"),
            ],
            database,
            _counts);
        await service.StartAsync();
        return service;
    }

    private static Task<PublishResult> PublishAsync(IHost service, CourseEnrollmentCreated value, Guid id) =>
        service.Services.GetRequiredService<ICourseEnrollmentCreatedProducer>().PublishAsync(value, new PublishOptions { Id = id });

    private static CourseEnrollmentCreated Enrollment(int user, string name) => new(new CourseEnrollmentData(
        new UserData(user, true, new UserPersonalData($"user{user}", $"user{user}@example.org", name)),
        new CourseData(CourseKey.Parse("course-v1:edX+DemoX+Demo_Course"), "Demonstration Course", Opening, null),
        "audit",
        IsActive: true,
        Opening.AddSeconds(user),
        CreatedBy: null));

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"It takes more than {Limit.TotalSeconds:F0} s until {what}.");
            }

            await Task.Delay(Tick);
        }
    }

    private void Say(string line) => console.Write(new Padder(new Text(line)).Padding(0, 1, 0, 0));
}
