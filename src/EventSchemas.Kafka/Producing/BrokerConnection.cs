using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Whether the brokers answer, as the producer's errors and deliveries show. It logs each change once: the client repeats its errors with
/// every attempt. Safe for concurrent use.
/// </summary>
sealed partial class BrokerConnection(DeliveryErrors errors, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ErrorCode> _logged = [];
    private volatile bool _isDisturbed;

    /// <summary>The client reported an error.</summary>
    public void OnError(Error error)
    {
        errors.Report(error);

        // One of several brokers may be away without consequences.
        if (error.Code is ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut)
        {
            LogDetail(logger, error.Code, error.Reason);
        }
        else
        {
            Disturb(error);
        }
    }

    /// <summary>A message could not be delivered.</summary>
    public void OnFailed(Error error)
    {
        if (error.Code == ErrorCode.Local_MsgTimedOut)
        {
            Disturb(error);
        }
    }

    /// <summary>A message was delivered.</summary>
    public void OnDelivered()
    {
        if (_isDisturbed)
        {
            Recover();
        }
    }

    private void Disturb(Error error)
    {
        lock (_gate)
        {
            _isDisturbed = true;

            // Brokers that are away and messages that time out are one state.
            ErrorCode state = error.Code == ErrorCode.Local_MsgTimedOut ? ErrorCode.Local_AllBrokersDown : error.Code;
            if (!_logged.Add(state))
            {
                LogDetail(logger, error.Code, error.Reason);
            }
            else if (state == ErrorCode.Local_AllBrokersDown)
            {
                LogAway(logger, errors.Address, error.Reason);
            }
            else
            {
                LogError(logger, error.Code, error.Reason);
            }
        }
    }

    private void Recover()
    {
        lock (_gate)
        {
            if (_isDisturbed)
            {
                errors.Clear();
                _logged.Clear();
                _isDisturbed = false;
                LogRecovered(logger, errors.Address);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The Kafka producer reports {Code}: {Reason}")]
    private static partial void LogError(ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Address} can't be reached, and events wait: {Reason}")]
    private static partial void LogAway(ILogger logger, string address, string reason);

    [LoggerMessage(4, LogLevel.Information, "{Address} takes events again")]
    private static partial void LogRecovered(ILogger logger, string address);

    [LoggerMessage(5, LogLevel.Debug, "The Kafka producer reports {Code}: {Reason}")]
    private static partial void LogDetail(ILogger logger, ErrorCode code, string reason);
}
