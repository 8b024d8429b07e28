namespace EventSchemas;

/// <summary>Where a published message lies.</summary>
/// <param name="Topic">The topic, with the deployment's prefix.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="Offset">The offset in the partition.</param>
public sealed record DeliveredMessage(string Topic, int Partition, long Offset);
