namespace EventSchemas.Kafka;

/// <summary>A schema under a subject. Its id is requested on first use and kept. Safe for concurrent use.</summary>
sealed class SubjectSchema(RegistryClient registry, string subject, string text)
{
    private const int Unknown = -1;

    private int _id = Unknown;

    /// <summary>The schema's id in the registry, once <see cref="GetIdAsync"/> has found it.</summary>
    public int Id => Volatile.Read(ref _id) is var known and not Unknown
        ? known
        : throw new InvalidOperationException($"The id of the schema under {subject} isn't known yet.");

    /// <summary>Finds the schema's id in the registry.</summary>
    /// <exception cref="RegistryRefusedException">The registry rejects or doesn't have the schema.</exception>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer.</exception>
    public ValueTask<int> GetIdAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _id) is var known and not Unknown ? new(known) : RequestAsync(cancellationToken);

    private async ValueTask<int> RequestAsync(CancellationToken cancellationToken)
    {
        int id = await registry.GetIdAsync(subject, text, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _id, id);
        return id;
    }
}
