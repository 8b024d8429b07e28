using System.CommandLine;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Publishes events that are given as JSON, after all of them were checked.</summary>
static class ProduceCommand
{
    private const string StandardInput = "-";
    private const int MaxShown = 20;

    private static readonly Argument<string> Input = new("file")
    {
        Description = "A file with the events as JSON, one to a line or one over several lines; - or nothing for the standard input.",
        DefaultValueFactory = _ => StandardInput,
    };

    private static readonly Option<bool> Register = new("--register")
    {
        Description = "Register the schema where the registry doesn't have it. Otherwise that is an error.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("produce", "Publish events that are given as JSON, with the names of their schema.")
        {
            EventToProduce.EventType, Input, EventToProduce.Schema, EventToProduce.Topic, EventToProduce.Key, Register,
            CommonOptions.DryRun, CommonOptions.Yes,
        };
        KnownBuild.AddTo(command);
        ConnectionOptions.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        BusConnection bus = await BusConnection
            .OpenAsync(
                environment,
                result,
                BusParts.Broker | BusParts.Registry,
                bus => bus.Services.PostConfigure<SchemaRegistryOptions>(options => options.AutoRegister = result.GetValue(Register)),
                cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            EventToProduce produced = await EventToProduce.FindAsync(environment, result, bus, cancellationToken).ConfigureAwait(false);
            using InputText input = Open(environment, result);
            var encoding = new EventEncoding(produced.Descriptor, result.GetValue(EventToProduce.Key));
            int events = Check(environment, input, encoding, cancellationToken);
            bool asJson = result.GetValue(CommonOptions.Json);
            if (!asJson)
            {
                string what = $"{Counted.Of(events, "event")} of {produced.Descriptor.EventType}";
                environment.Out.MarkupLineInterpolated($"To be sent to {string.Join(", ", produced.Topics)}: {what}.");
                environment.Out.MarkupLineInterpolated($"[grey]Written with {produced.SchemaName}[/]");
            }

            var unsent = new ProduceResult(events, 0, [], NotSentFrom: null);
            if (events == 0 || result.GetValue(CommonOptions.DryRun))
            {
                return Write(environment, asJson, unsent);
            }

            await environment.ConfirmAsync(
                $"Send {Counted.Of(events, "event")}?",
                result.GetValue(CommonOptions.Yes),
                asJson ? unsent : null,
                cancellationToken).ConfigureAwait(false);
            ProduceResult sent = await ToolProgress
                .ShowAsync(environment, "Sending", show => new EventSending(bus, produced, encoding, environment.Time, show)
                    .RunAsync(input, events, cancellationToken))
                .ConfigureAwait(false);
            int code = Write(environment, asJson, sent);
            cancellationToken.ThrowIfCancellationRequested();
            return code;
        }
    }

    private static InputText Open(ToolEnvironment environment, ParseResult result) => result.GetRequiredValue(Input) is var file
        && file == StandardInput
            ? InputText.Keep(environment.In)
            : InputText.Of(environment.PathOf(file));

    private static int Check(ToolEnvironment environment, InputText input, EventEncoding encoding, CancellationToken cancellationToken)
    {
        int events = 0;
        int problems = 0;
        using TextReader text = input.Open();
        foreach (InputEvent one in InputEvents.Read(text, cancellationToken))
        {
            events++;
            try
            {
                encoding.Encode(one);
            }
            catch (EventDataException e)
            {
                if (++problems <= MaxShown)
                {
                    environment.WriteError($"line {one.Line}: {e.Message}");
                }
            }
        }

        return problems == 0 ? events : throw new ToolException(
            $"{problems} of {events} events don't fit the schema, and nothing was sent. Correct them first.", ExitCode.Usage);
    }

    private static int Write(ToolEnvironment environment, bool asJson, ProduceResult result)
    {
        if (asJson)
        {
            environment.WriteJson(result);
        }
        else if (result.Delivered > 0)
        {
            environment.Out.MarkupLineInterpolated($"Delivered: {result.Delivered} of {Counted.Of(result.Events, "event")}.");
        }

        foreach (FailedLine failed in result.Failed.Take(MaxShown))
        {
            environment.WriteError($"line {failed.Line}: {failed.Problem}");
        }

        if (result.NotSentFrom is { } line)
        {
            environment.WriteError($"From line {line} on nothing was sent.");
        }

        return result.Failed.Count > 0 ? ExitCode.Unavailable : ExitCode.Success;
    }
}
