using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.EntityFrameworkCore.LedgerWorker;

/// <summary>Writes the effect of an order, and says so.</summary>
[Transactional]
sealed class EffectHandler(LedgerContext context, KillPoint kill) : IEventHandler<OrderEntered>
{
    public const string Name = "effects";

    public async Task HandleAsync(OrderEntered value, EventContext eventContext, CancellationToken cancellationToken)
    {
        context.Effects.Add(new LedgerEffect { EventId = eventContext.Metadata.Id });
        context.Publish(new EffectWritten(value.Account, value.Number));
        await context.SaveChangesAsync(cancellationToken);
        kill.Pass("handling");
    }
}

/// <summary>Enters orders: some are rolled back, and some commit late.</summary>
sealed class Writer(LedgerSettings settings, KillPoint kill, IServiceScopeFactory scopes)
{
    private const int Accounts = 6;

    public async Task RunAsync()
    {
        var random = new Random(settings.Seed);
        for (int round = 0; round < settings.Rounds; round++)
        {
            string account = $"account {random.Next(Accounts)}";
            try
            {
                await EnterAsync(account, settings.First + round, random.Next(3));
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException)
            {
                // The database was away. What has become of the transaction is in the database.
                await Console.Error.WriteLineAsync(e.Message);
            }
        }
    }

    private async Task EnterAsync(string account, int number, int kind)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        LedgerContext context = scope.ServiceProvider.GetRequiredService<LedgerContext>();
        if (kind == 0)
        {
            Add(context, account, number);
            await context.SaveChangesAsync();
            kill.Pass("committed");
            return;
        }

        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
        Add(context, account, number);
        await context.SaveChangesAsync();
        kill.Pass("saved");
        if (kind == 1)
        {
            await transaction.RollbackAsync();
            return;
        }

        await context.Orders.CountAsync();
        await transaction.CommitAsync();
        kill.Pass("committed");
    }

    private void Add(LedgerContext context, string account, int number)
    {
        context.Orders.Add(new LedgerOrder { Account = account, Number = number });
        context.Publish(new OrderEntered(account, number));
        kill.Pass("published");
    }
}
