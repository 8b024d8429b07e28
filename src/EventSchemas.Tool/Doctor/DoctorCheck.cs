namespace EventSchemas.Tool;

/// <summary>A check of <c>doctor</c>. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Run">Runs it; it may find nothing.</param>
sealed record DoctorCheck(string Name, Func<DoctorContext, CancellationToken, Task<IReadOnlyList<CheckResult>>> Run)
{
    /// <summary>All checks, in the order in which they are shown.</summary>
    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("configuration", ConfigurationCheck.RunAsync),
        new("client", ClientCheck.RunAsync),
        new("build", BuildCheck.RunAsync),
        new("flags", FlagCheck.RunAsync),
        new("personal-data", PersonalDataCheck.RunAsync),
        new("broker", BrokerCheck.RunAsync),
        new("topic", TopicCheck.RunAsync),
        new("dead-letter-topic", DeadLetterTopicCheck.RunAsync),
        new("retry-topic", RetryTopicCheck.RunAsync),
        new("retention", RetentionCheck.RunAsync),
        new("clock", ClockCheck.RunAsync),
        new("registry", RegistryCheck.RunAsync),
        new("subjects", SubjectCheck.RunAsync),
        new("redis", RedisCheck.RunAsync),
    ];

    /// <summary>Runs checks at the same time. One that fails or takes too long is an error of its own, and stops no other.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        IReadOnlyList<DoctorCheck> checks, DoctorContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<CheckResult>[] results = await Task
            .WhenAll(checks.Select(check => RunAsync(check, context, cancellationToken)))
            .ConfigureAwait(false);
        return [.. results.SelectMany(one => one)];
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(
        DoctorCheck check, DoctorContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(context.CheckLimit);
        try
        {
            // A check that starts with work of its own must not hold up the others.
            return await Task.Run(() => check.Run(context, limit.Token), limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (PreconditionException e)
        {
            return [new CheckResult(check.Name, CheckState.Skipped, e.Message)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return
            [
                new CheckResult(check.Name, CheckState.Error, $"It took longer than {context.CheckLimit.TotalSeconds:0} s.")
                {
                    Advice = "Check the network between here and the servers, or raise --timeout.",
                },
            ];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever one check meets, the others have something to say.
            return [new CheckResult(check.Name, CheckState.Error, e.Message)];
        }
    }
}

/// <summary>A check can't run; the message says why.</summary>
sealed class PreconditionException(string message) : Exception(message);
