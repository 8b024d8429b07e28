using System.Reflection;
using System.Xml.Linq;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Rules that all events of the package follow.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public void Every_event_is_a_mirror_with_a_flag_named_after_it_a_key_and_an_owner() => Assert.All(PackageEvent.All.Values, @event =>
    {
        Assert.Equal(EventRole.Mirror, @event.Attribute.Role);
        Assert.Equal(@event.Type.Name + "Event", @event.Attribute.FeatureFlag);
        Assert.NotNull(@event.Codec.Descriptor.Key);
        Assert.Equal("openedx", @event.Attribute.Owner);
        Assert.True(@event.Type.IsSealed);
    });

    [Fact]
    public void Namespaces_follow_the_subdomains() => Assert.All(PackageEvent.All, @event =>
        Assert.Equal(
            $"EventSchemas.OpenEdx.{@event.Key.Split('.')[2]}",
            @event.Value.Type.Namespace!.Replace("ContentAuthoring", "content_authoring", StringComparison.Ordinal),
            ignoreCase: true));

    [Theory]
    [InlineData(
        "org.openedx.learning.course.passing.status.updated.v1", "learning-badges-lifecycle", "course_passing_status.course.course_key")]
    [InlineData(
        "org.openedx.learning.ccx.course.passing.status.updated.v1",
        "learning-badges-lifecycle",
        "course_passing_status.course.ccx_course_key")]
    [InlineData("org.openedx.learning.certificate.created.v1", "learning-certificate-lifecycle", "certificate.course.course_key")]
    [InlineData("org.openedx.learning.certificate.revoked.v1", "learning-certificate-lifecycle", "certificate.course.course_key")]
    [InlineData("org.openedx.learning.course.unenrollment.completed.v1", "course-unenrollment-lifecycle", "enrollment.course.course_key")]
    [InlineData("org.openedx.learning.xblock.skill.verified.v1", "learning-xblock-skill-verified", "xblock_info.usage_key")]
    [InlineData(
        "org.openedx.learning.user.course_access_role.added.v1",
        "learning-course-access-role-lifecycle",
        "course_access_role_data.course_key")]
    [InlineData(
        "org.openedx.learning.user.course_access_role.removed.v1",
        "learning-course-access-role-lifecycle",
        "course_access_role_data.course_key")]
    [InlineData(
        "org.openedx.enterprise.learner_credit_course_enrollment.revoked.v1",
        "learner-credit-course-enrollment-lifecycle",
        "learner_credit_course_enrollment.uuid")]
    [InlineData(
        "org.openedx.learning.external_grader.score.submitted.v1", "learning-external-grader-score-lifecycle", "score.submission_id")]
    [InlineData("org.openedx.content_authoring.course.catalog_info.changed.v1", "course-catalog-info-changed", "catalog_info.course_key")]
    [InlineData("org.openedx.content_authoring.xblock.published.v1", "course-authoring-xblock-lifecycle", "xblock_info.usage_key")]
    [InlineData("org.openedx.content_authoring.xblock.deleted.v1", "course-authoring-xblock-lifecycle", "xblock_info.usage_key")]
    [InlineData("org.openedx.content_authoring.xblock.duplicated.v1", "course-authoring-xblock-lifecycle", "xblock_info.usage_key")]
    [InlineData("org.openedx.learning.badge.awarded.v1", "learning-badges-lifecycle", "badge.uuid")]
    [InlineData("org.openedx.learning.badge.revoked.v1", "learning-badges-lifecycle", "badge.uuid")]
    [InlineData("org.openedx.analytics.tracking.event.emitted.v1", "analytics", "tracking_log.name")]
    public void Topic_and_key_are_those_of_Open_edX_if_it_defines_them(string eventType, string topic, string key)
    {
        EventDescriptor descriptor = PackageEvent.All[eventType].Codec.Descriptor;
        Assert.Equal((topic, key), (descriptor.Topic, descriptor.Key?.Path));
    }

    [Fact]
    public void No_key_is_personal_data()
    {
        Assert.All(PackageEvent.All.Values, @event =>
        {
            Type type = @event.Type;
            foreach (string name in @event.Attribute.Key!.Split('.'))
            {
                Assert.False(IsPersonalData(type, type.GetProperty(name)!), $"{@event.Type.Name}: {@event.Attribute.Key}");
                type = type.GetProperty(name)!.PropertyType;
            }
        });
    }

    [Fact]
    public void No_member_has_a_default_that_would_be_part_of_the_schema() => Assert.All(Records, record =>
        Assert.DoesNotContain(
            record.GetConstructors().SelectMany(constructor => constructor.GetParameters()),
            parameter => parameter is { HasDefaultValue: true, DefaultValue: not null }));

    [Fact]
    public void Every_event_and_every_member_is_documented()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(OpenEdxEventsLibrary).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        Assert.All(Records, record =>
        {
            Assert.Contains("T:" + record.FullName, documented);
            Assert.All(
                record.GetProperties().Where(property => property.DeclaringType == record && property.GetMethod is { IsVirtual: false }),
                property => Assert.Contains($"P:{record.FullName}.{property.Name}", documented));
        });
    }

    [Fact]
    public void Every_event_has_its_contract_file()
    {
        string schemas = Path.Combine(RepositoryRoot.Path, "src", "EventSchemas.OpenEdx", "schemas");
        Assert.All(PackageEvent.All, @event =>
        {
            Assert.Equal(@event.Value.Codec.Descriptor.Schema.ToJson(), File.ReadAllText(Path.Combine(schemas, @event.Key + ".avsc")));
            Assert.True(File.Exists(Path.Combine(schemas, @event.Key + ".contract.json")));
        });
        Assert.Equal(2 * PackageEvent.All.Count, Directory.GetFiles(schemas).Length);
    }

    internal static bool IsPersonalData(Type record, PropertyInfo property) =>
        property.IsDefined(typeof(PersonalDataAttribute), inherit: false)
        || record.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.Name == property.Name && parameter.IsDefined(typeof(PersonalDataAttribute), inherit: false));

    internal static IReadOnlySet<Type> Records { get; } = PackageEvent.All.Values.SelectMany(@event => @event.Records).ToHashSet();
}
