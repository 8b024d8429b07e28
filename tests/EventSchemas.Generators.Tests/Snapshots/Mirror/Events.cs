namespace Acme;

[OpenEdxEvent("org.other.user.created.v1", Topic = "users", Role = EventRole.Mirror)]
public sealed partial record UserCreated(
    string Name, [WhenMissing("unknown")] string Country, [WhenMissing] IReadOnlyList<string> Tags, Profile Profile);

public sealed record Profile(string Id, [WhenMissing(true)] bool Active);

public static class Sample
{
    public static IEnumerable<object> Values => [new UserCreated("n", "GB", ["t"], new Profile("p", false))];
}
