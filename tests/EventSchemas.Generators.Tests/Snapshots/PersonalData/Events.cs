namespace Acme;

[OpenEdxEvent("org.acme.registered.v1", Key = "Person.Id")]
public sealed partial record Registered(Person Person, [PersonalData] string? Comment, string Source);

public sealed partial record Person(long Id, [PersonalData] string Email, [property: PersonalData] int? Born, Address Address);

public readonly partial record struct Address([PersonalData] string Street, string Country);

public static class Sample
{
    public static IEnumerable<object> Values =>
        [new Registered(new Person(1, "ada@example.org", 1815, new Address("s", "GB")), null, "web")];
}
