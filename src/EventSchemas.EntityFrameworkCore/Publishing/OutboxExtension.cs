using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Gives the contexts of a type their outbox.</summary>
sealed class OutboxExtension(OutboxRuntime runtime) : IDbContextOptionsExtension
{
    public OutboxRuntime Runtime { get; } = runtime;

    public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this);

    // One object for each context, which EF Core disposes or resets with it.
    public void ApplyServices(IServiceCollection services) => services
        .AddScoped<OutboxSession>()
        .AddScoped<IInterceptor>(provider => provider.GetRequiredService<OutboxSession>())
        .AddScoped<IResettableService>(provider => provider.GetRequiredService<OutboxSession>());

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(OutboxExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "event outbox ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["EventSchemas:Outbox"] = "1";
    }
}
