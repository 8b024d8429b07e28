using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Deletes the records of partitions before an offset. Not every cluster can, or lets the service do it.</summary>
interface IRecordDeletion
{
    /// <summary>Deletes the records before offsets. A record that is gone already is no error.</summary>
    /// <exception cref="KafkaException">Not everything was deleted.</exception>
    Task DeleteAsync(IReadOnlyCollection<TopicPartitionOffset> before, CancellationToken cancellationToken);
}

/// <summary>Deletes with an admin client.</summary>
sealed class AdminRecordDeletion(KafkaClientConfig clients, ILogger<AdminRecordDeletion> logger) : IRecordDeletion
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task DeleteAsync(IReadOnlyCollection<TopicPartitionOffset> before, CancellationToken cancellationToken)
    {
        IAdminClient admin = clients.Admin(logger).Build();
        try
        {
            await admin.DeleteRecordsAsync(before, new DeleteRecordsOptions { RequestTimeout = Limit, OperationTimeout = Limit })
                .WaitAsync(2 * Limit, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (DeleteRecordsException e) when (e.Results.Find(result => result.Error.IsError) is { } failed)
        {
            throw new KafkaException(failed.Error, e);
        }
        catch (TimeoutException)
        {
            throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "the brokers don't answer"));
        }
        finally
        {
            BoundedCall.Dispose(admin);
        }
    }
}
