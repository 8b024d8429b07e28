namespace EventSchemas.Tests.OpenEdx;

public sealed record EnterpriseGroup(
    Guid Uuid);
