using Confluent.Kafka;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSchemas.Tool;

/// <summary>Asks the brokers of Kafka whether they answer this user.</summary>
static class KafkaProbe
{
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    /// <exception cref="ToolException">They don't, or refuse.</exception>
    public static async Task RunAsync(IServiceProvider services, TimeSpan timeout, CancellationToken cancellationToken)
    {
        KafkaClientConfig clients = services.GetRequiredService<KafkaClientConfig>();
        string address = services.GetRequiredService<DeliveryErrors>().Address;
        var refused = new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
        Error? last = null;
        IAdminClient admin = clients.Admin(NullLogger.Instance).SetErrorHandler((_, error) =>
        {
            Volatile.Write(ref last, error);
            if (IsRefusal(error))
            {
                // The client would try again until the end of the time.
                refused.TrySetException(new KafkaException(error));
            }
        }).Build();
        try
        {
            Task<Metadata> asked = BoundedCall.RunAsync(() => admin.GetMetadata(timeout), timeout + Reserve, cancellationToken);
            await (await Task.WhenAny(asked, refused.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (KafkaException e) when (IsRefusal(e.Error))
        {
            throw new ToolException(
                $"{address} doesn't accept this user: {e.Error.Reason.TrimEnd('.')}. Check the settings under Kafka:Security.",
                ExitCode.Unavailable);
        }
        catch (KafkaException e)
        {
            string reason = (Volatile.Read(ref last) ?? e.Error).Reason.TrimEnd('.');
            throw new ToolException(
                $"{address} doesn't answer within {timeout.TotalSeconds:0} s: {reason}. Check the address, and that a broker is running.",
                ExitCode.Unavailable);
        }
        finally
        {
            BoundedCall.Dispose(admin);
        }
    }

    private static bool IsRefusal(Error error) => error.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed
        or ErrorCode.Local_Ssl or ErrorCode.ClusterAuthorizationFailed;
}
