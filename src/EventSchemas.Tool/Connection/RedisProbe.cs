using EventSchemas.Redis;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace EventSchemas.Tool;

/// <summary>Asks the Redis server whether it answers this user.</summary>
static class RedisProbe
{
    /// <exception cref="ToolException">It doesn't, or refuses.</exception>
    public static async Task RunAsync(IServiceProvider services, TimeSpan timeout, CancellationToken cancellationToken)
    {
        RedisConnections connections = services.GetRequiredService<RedisConnections>();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            IDatabase database = await connections.Commands.ConnectAsync(limit.Token).AsTask()
                .WaitAsync(limit.Token)
                .ConfigureAwait(false);
            await database.PingAsync().WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsRights(e))
        {
            throw new ToolException(
                $"{connections.Explain(e)}. Check user and password of the URL, and their rights.", ExitCode.Unavailable);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new ToolException(
                $"{connections.Explain(e)}. Check the address, and that the server is running.", ExitCode.Unavailable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ToolException(
                $"{connections.Address} doesn't answer within {timeout.TotalSeconds:0} s. Check the address, and that the server is "
                + "running.",
                ExitCode.Unavailable);
        }
    }
}
