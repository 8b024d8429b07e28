using EventSchemas.Hosting;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Testing.Tests;

/// <summary>The same service on the embedded Kafka and on the bus in memory.</summary>
public sealed class EventBusTestHostTests
{
    private static readonly EventBusTestOptions Options = new()
    {
        Partitions = 2,
        Settings = new Dictionary<string, string?>
        {
            ["EventBus:TopicPrefix"] = "test",
            ["EventBus:Groups:letters:Retry:InitialDelay"] = "00:00:00.001",
            ["EventBus:Groups:letters:Retry:MaxDelay"] = "00:00:00.002",
        },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_published_is_seen_and_handled(bool inMemory)
    {
        await using EventBusTestHost host = await StartAsync(inMemory);
        CourseUnenrollmentCompleted sent = EventExample.Of<CourseUnenrollmentCompleted>();

        var result = (PublishResult.Delivered)await host.PublishAsync(sent, Cancellation);
        await host.PublishAsync(sent, Cancellation);
        await host.WaitUntilHandledAsync(Cancellation);

        IReadOnlyList<PublishedEvent<CourseUnenrollmentCompleted>> published = host.Published<CourseUnenrollmentCompleted>();
        Assert.Equal([sent, sent], published.Select(one => one.Value));
        Assert.Equal(
            ("test-course-unenrollment-lifecycle", 0L, result.EventId), (published[0].Topic, published[0].Offset, published[0].Id));
        Calls calls = host.Services.GetRequiredService<Calls>();
        Assert.Equal([0, 1], calls.Contexts.Select(context => context.Offset));
        Assert.Equal(
            ("letters", "first", CourseUnenrollmentCompletedType),
            (calls.Contexts[0].Group, calls.Contexts[0].Handler, calls.Contexts[0].Metadata.EventType));
        Assert.Equal(inMemory, host.Kafka is null && host.Registry is null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_passed_on_is_handled_with_the_metadata_that_it_came_with(bool inMemory)
    {
        await using EventBusTestHost host = await StartAsync(inMemory);
        var came = new EventMetadata
        {
            EventType = CourseUnenrollmentCompletedType,
            Id = new Guid("01234567-89ab-11ee-8000-000000000042"),
            Time = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
            Source = "openedx/elsewhere/web",
            SourceHost = "",
            SourceLibrary = "9.20",
            MinorVersion = 3,
        };

        await host.Services.GetRequiredService<IEventPublisher>().PublishAsync(
            EventExample.Of<CourseUnenrollmentCompleted>(), new PublishOptions { Metadata = came }, Cancellation);
        await host.WaitUntilHandledAsync(Cancellation);

        Assert.Equal(came, host.Services.GetRequiredService<Calls>().Contexts[0].Metadata);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_fails_is_called_again_and_its_message_becomes_a_dead_letter_that_can_be_redriven(bool inMemory)
    {
        await using EventBusTestHost host = await StartAsync(inMemory);
        Calls calls = host.Services.GetRequiredService<Calls>();
        calls.Failures = 5;

        await host.PublishAsync(EventExample.Of<CourseUnenrollmentCompleted>(), Cancellation);
        await host.WaitUntilHandledAsync(Cancellation);
        Assert.Equal([1, 2, 3, 4, 5], calls.Contexts.Select(context => context.Attempt));
        IDeadLetters letters = host.Services.GetRequiredService<IDeadLetters>();
        DeadLetter letter = Assert.Single(await ToListAsync(letters));
        Assert.Equal(("first", 5L, typeof(InvalidOperationException).FullName), (letter.Handler, letter.Attempts, letter.ExceptionType));

        Assert.Equal(1, (await letters.RedriveAsync("letters", cancellationToken: Cancellation)).Redriven);
        await host.WaitUntilAsync(() => calls.Contexts.Count == 6, cancellationToken: Cancellation);
        Assert.Equal(DeliveryKind.Redrive, calls.Contexts[5].Delivery);
        Assert.Empty(await ToListAsync(letters));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Past_events_run_again_for_a_handler(bool inMemory)
    {
        await using EventBusTestHost host = await StartAsync(inMemory);
        Calls calls = host.Services.GetRequiredService<Calls>();
        await host.PublishAsync(EventExample.Of<CourseUnenrollmentCompleted>(), Cancellation);
        await host.PublishAsync(EventExample.Of<CourseUnenrollmentCompleted>(), Cancellation);
        await host.WaitUntilHandledAsync(Cancellation);
        var replay = new EventReplay { Name = "again", Group = "letters", Handlers = ["first"], From = EventPosition.Earliest };
        IEventReplays replays = host.Services.GetRequiredService<IEventReplays>();

        ReplaySummary plan = await replays.PlanAsync(replay, Cancellation);
        ReplaySummary done = await replays.RunAsync(replay, cancellationToken: Cancellation);

        await host.WaitUntilAsync(() => calls.Contexts.Count == 4, cancellationToken: Cancellation);
        Assert.All(calls.Contexts.Skip(2), context => Assert.Equal(DeliveryKind.Replay, context.Delivery));
        Assert.Equal((2, 2), (done.Read, done.Sent));
        Assert.Equal(plan.Counts, done.Counts);
        Assert.Equal(plan.Ranges, done.Ranges);
        ReplaySummary again = await replays.RunAsync(replay, cancellationToken: Cancellation);
        Assert.Equal((true, 0), (again.IsContinued, again.Sent));
    }

    [Fact]
    public async Task An_event_whose_flag_is_off_is_not_published()
    {
        EventBusTestOptions options = Options with
        {
            Settings = new Dictionary<string, string?> { ["FeatureManagement:CourseUnenrollmentCompletedEvent"] = "false" },
        };
        await using EventBusTestHost host = await StartAsync(inMemory: true, options);

        Assert.IsType<PublishResult.Disabled>(await host.PublishAsync(EventExample.Of<CourseUnenrollmentCompleted>(), Cancellation));
        Assert.Empty(host.Published<CourseUnenrollmentCompleted>());
    }

    [Fact]
    public async Task Waiting_has_an_end()
    {
        await using EventBusTestHost host = await StartAsync(inMemory: true, Options with { Deadline = TimeSpan.FromMilliseconds(50) });

        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(
            () => host.WaitUntilAsync(() => false, "it is Sunday", Cancellation));
        Assert.EndsWith("it is not so that it is Sunday.", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shipped_versions_are_replayed_through_a_handler()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string shipped = Path.Combine(folder, "shipped", CourseUnenrollmentCompletedType);
            Directory.CreateDirectory(shipped);
            string schema = DescriptorOf<CourseUnenrollmentCompleted>().Schema.ToJson();
            await File.WriteAllTextAsync(Path.Combine(shipped, "1.avsc"), schema, Cancellation);
            await File.WriteAllTextAsync(Path.Combine(shipped, "10.avsc"), schema, Cancellation);
            await File.WriteAllTextAsync(Path.Combine(shipped, "2.avsc"), schema, Cancellation);
            var calls = new Calls();

            IReadOnlyList<ShippedVersion> replayed = await ShippedVersions.ReplayAsync(folder, new Handler(calls), Cancellation);

            Assert.Equal([1, 2, 10], replayed.Select(version => version.Number));
            Assert.Equal(3, calls.Contexts.Count);
            Assert.Equal(CourseUnenrollmentCompletedType, calls.Contexts[0].Metadata.EventType);
            Assert.Empty(ShippedVersions.Of<CourseEnrollmentCreated>(folder));
            Assert.Throws<DirectoryNotFoundException>(() => ShippedVersions.Of<CourseEnrollmentCreated>(Path.Combine(folder, "none")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string CourseUnenrollmentCompletedType => DescriptorOf<CourseUnenrollmentCompleted>().EventType;

    internal static EventDescriptor DescriptorOf<TEvent>()
        where TEvent : class, IEventContract<TEvent> => TEvent.Descriptor;

    private static Task<EventBusTestHost> StartAsync(bool inMemory, EventBusTestOptions? options = null)
    {
        return inMemory
            ? EventBusTestHost.StartInMemoryAsync(Configure, options ?? Options, Cancellation)
            : EventBusTestHost.StartAsync(Configure, options ?? Options, Cancellation);

        static void Configure(EventSchemas.Kafka.EventBusBuilder bus)
        {
            bus.Services.AddSingleton<Calls>();
            bus.AddProducer<CourseUnenrollmentCompleted>()
                .AddConsumerGroup("letters", StartAt.Earliest, group => group.OnCourseUnenrollmentCompleted<Handler>("first"));
        }
    }

    private static async Task<List<DeadLetter>> ToListAsync(IDeadLetters letters)
    {
        var list = new List<DeadLetter>();
        await foreach (DeadLetter letter in letters.ReadAsync("letters", Cancellation))
        {
            list.Add(letter);
        }

        return list;
    }

    public sealed class Calls
    {
        private readonly Lock _gate = new();
        private readonly List<EventContext> _contexts = [];

        /// <summary>How many more calls fail.</summary>
        public int Failures { get; set; }

        public IReadOnlyList<EventContext> Contexts
        {
            get
            {
                lock (_gate)
                {
                    return [.. _contexts];
                }
            }
        }

        public void Add(EventContext context)
        {
            lock (_gate)
            {
                _contexts.Add(context);
                if (Failures-- > 0)
                {
                    throw new InvalidOperationException("The handler fails.");
                }
            }
        }
    }

    public sealed class Handler(Calls calls) : IEventHandler<CourseUnenrollmentCompleted>
    {
        public Task HandleAsync(CourseUnenrollmentCompleted value, EventContext context, CancellationToken cancellationToken)
        {
            calls.Add(context);
            return Task.CompletedTask;
        }
    }
}
