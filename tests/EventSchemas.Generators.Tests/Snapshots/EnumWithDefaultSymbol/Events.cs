namespace Acme;

[OpenEdxEvent("org.acme.enrolled.v1", Key = "Mode")]
public sealed partial record Enrolled(Mode Mode, Mode? Before, IReadOnlyList<Mode> All, Role Role = Role.@default);

public enum Mode
{
    [AvroDefaultSymbol]
    Audit,
    [AvroName("honor_code")]
    Honor = 10,
    Verified = -1,
}

public enum Role : byte
{
    learner,
    @default,
}

public static class Sample
{
    public static IEnumerable<object> Values => [new Enrolled(Mode.Honor, Mode.Audit, [Mode.Verified])];
}
