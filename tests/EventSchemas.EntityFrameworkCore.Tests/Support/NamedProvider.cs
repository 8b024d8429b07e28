using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>A provider that nobody has heard of: one of the others, under another name.</summary>
sealed class NamedProvider : IDatabaseProvider
{
    public const string ProviderName = "Acme.EntityFrameworkCore";

    public string Name => ProviderName;

    public string? Version => "1.0";

    public bool IsConfigured(IDbContextOptions options) => options.Extensions.Any(extension => extension.Info.IsDatabaseProvider);

    public static void Use(DbContextOptionsBuilder options) => options.ReplaceService<IDatabaseProvider, NamedProvider>();
}
