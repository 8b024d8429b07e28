using System.CommandLine;
using System.Runtime.CompilerServices;
using EventSchemas.Hosting;
using EventSchemas.Redis;

namespace EventSchemas.Tool;

/// <summary>Shows the events of topics, as they come or those of a range.</summary>
static class TailCommand
{
    private static readonly Argument<string[]> Sources = new("source")
    {
        Description = "Topics, with the deployment's prefix, or event types whose contract is known.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "topic|event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    private static readonly Option<string?> From = PositionText.OptionOf(
        "--from", "The first message. Default: latest, or earliest where nothing is followed");

    private static readonly Option<string?> To = PositionText.OptionOf(
        "--to", "The first message that isn't shown any more; nothing is followed then");

    private static readonly Option<string[]> Types = new("--type")
    {
        Description = "Only this event type; may be given several times.",
        HelpName = "event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    private static readonly Option<string?> Key = new("--key") { Description = "Only this key." };

    private static readonly Option<string[]> Headers = new("--header")
    {
        Description = "Only messages with this header, compared exactly; may be given several times.",
        HelpName = "name=text",
    };

    private static readonly Option<bool> NoFollow = new("--no-follow")
    {
        Description = "End with what is there now, and wait for nothing.",
    };

    private static readonly Option<long?> Max = new Option<long?>("--max")
    {
        Description = "End after this number of messages.",
        HelpName = "number",
    }.AtLeast(1);

    private static readonly Option<bool> Summary = new("--summary")
    {
        Description = "Count the messages by event type, schema and source instead of showing them; nothing is followed then.",
    };

    private static readonly Option<bool> ShowPersonalData = CommonOptions.ShowPersonalData;

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("tail", "Show the events of topics as they come, decoded with the schema registry.")
        {
            Sources, From, To, Types, Key, Headers, NoFollow, Max, Summary, ShowPersonalData,
        };
        KnownBuild.AddTo(command);
        ConnectionOptions.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        bool isSummary = result.GetValue(Summary);
        EventPosition? to = PositionText.Read(result, To, environment.Time);
        bool isFollowing = !isSummary && to is null && !result.GetValue(NoFollow);
        EventPosition from = PositionText.Read(result, From, environment.Time)
            ?? (isFollowing ? EventPosition.Latest : EventPosition.Earliest);
        var build = KnownBuild.Load(environment, result);
        BusConnection bus = await BusConnection
            .OpenAsync(environment, result, BusParts.Broker | BusParts.Registry, configure: null, cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            var filter = new TailRequest
            {
                Topic = "",
                From = from,
                To = isFollowing ? null : to ?? EventPosition.Latest,
                EventTypes = result.GetValue(Types) ?? [],
                KeyText = KeysAreInEvents(bus) ? null : result.GetValue(Key),
                Headers = HeadersOf(result),
            };
            TailRequest[] requests =
            [
                .. result.GetRequiredValue(Sources).Distinct().SelectMany(source => RequestsOf(source, filter, build, bus)),
            ];
            IAsyncEnumerable<TailMessage> messages = isFollowing
                ? MessageStreams.FollowAsync(bus.Tail, requests, cancellationToken)
                : MessageStreams.ReadAsync(bus.Tail, requests, cancellationToken);
            var views = new MessageViews(environment, bus, build, result.GetValue(ShowPersonalData));
            return isSummary
                ? await SummarizeAsync(environment, result, bus, messages, views, cancellationToken).ConfigureAwait(false)
                : await ShowAsync(environment, result, bus, messages, views, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<int> ShowAsync(
        ToolEnvironment environment,
        ParseResult result,
        BusConnection bus,
        IAsyncEnumerable<TailMessage> messages,
        MessageViews views,
        CancellationToken cancellationToken)
    {
        bool asJson = result.GetValue(CommonOptions.Json);
        try
        {
            await foreach (MessageView message in ReadAsync(result, bus, messages, views, cancellationToken).ConfigureAwait(false))
            {
                if (asJson)
                {
                    environment.WriteJsonLine(message);
                }
                else
                {
                    MessageBlock.Write(environment, message);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing is wrong with it: somebody has seen enough.
            return ExitCode.Cancelled;
        }

        return ExitCode.Success;
    }

    private static async Task<int> SummarizeAsync(
        ToolEnvironment environment,
        ParseResult result,
        BusConnection bus,
        IAsyncEnumerable<TailMessage> messages,
        MessageViews views,
        CancellationToken cancellationToken)
    {
        var summary = new TailSummary();
        await ToolProgress.ShowAsync(environment, "Reading", async show =>
        {
            await foreach (MessageView message in ReadAsync(result, bus, messages, views, cancellationToken).ConfigureAwait(false))
            {
                summary.Add(message);
                show(Counted.Of(summary.Messages, "message"));
            }

            return summary;
        }).ConfigureAwait(false);
        summary.Write(environment, result.GetValue(CommonOptions.Json));
        return ExitCode.Success;
    }

    private static async IAsyncEnumerable<MessageView> ReadAsync(
        ParseResult result,
        BusConnection bus,
        IAsyncEnumerable<TailMessage> messages,
        MessageViews views,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? key = KeysAreInEvents(bus) ? result.GetValue(Key) : null;
        long left = result.GetValue(Max) ?? long.MaxValue;
        IAsyncEnumerator<TailMessage> all = messages.GetAsyncEnumerator(cancellationToken);
        await using (all.ConfigureAwait(false))
        {
            while (left > 0 && await MoveAsync(all).ConfigureAwait(false))
            {
                MessageView view = await views.ReadAsync(all.Current, cancellationToken).ConfigureAwait(false);
                if (key is null || view.KeyToMatch == key)
                {
                    left--;
                    yield return view;
                }
            }
        }
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<TailMessage> messages)
    {
        try
        {
            return await messages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            // A partition doesn't have the offset.
            throw ToolException.Of(e);
        }
    }

    // Entries of Redis have no key of their own.
    private static bool KeysAreInEvents(BusConnection bus) => bus.Transport == RedisPublishing.TransportName;

    private static IEnumerable<TailRequest> RequestsOf(
        string source, TailRequest filter, KnownBuild build, BusConnection bus) => build.Find(source) is { } contract
            ? ContractTopics.Of(contract, bus.Options)
                .Select(topic => filter with { Topic = topic, EventTypes = [.. filter.EventTypes, source] })
            : [filter with { Topic = source }];

    private static Dictionary<string, string> HeadersOf(ParseResult result)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in result.GetValue(Headers) ?? [])
        {
            int end = text.IndexOf('=', StringComparison.Ordinal);
            if (end < 1)
            {
                throw new ToolException($"{Headers.Name} is '{text}': give a name and a text, such as ce_source=/shop.", ExitCode.Usage);
            }

            headers[text[..end]] = text[(end + 1)..];
        }

        return headers;
    }
}
