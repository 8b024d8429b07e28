using System.Reflection;
using EventSchemas.OpenEdx.Learning;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Personal data is masked when an event is logged.</summary>
public sealed class PersonalDataTests
{
    [Fact]
    public void The_text_of_an_event_masks_personal_data_only()
    {
        var user = new UserData(7, true, new UserPersonalData("ada", "ada@example.org", "Ada Lovelace"));
        var course = new CourseData(CourseKey.Parse(SampleDatum.CourseKey), "Demo");
        var enrolled = new CourseEnrollmentCreated(new CourseEnrollmentData(user, course, "audit", true, DateTimeOffset.UnixEpoch));

        string text = enrolled.ToString();

        Assert.DoesNotContain("ada", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            "User = UserData { Id = 7, IsActive = True, Pii = UserPersonalData { Username = ***, Email = ***, Name = *** } }",
            text,
            StringComparison.Ordinal);
        Assert.Contains($"CourseKey = {SampleDatum.CourseKey}, DisplayName = Demo", text, StringComparison.Ordinal);
        Assert.EndsWith("CreatedBy =  } }", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_marked_member_of_every_event_is_masked()
    {
        int hidden = 0;
        foreach (PackageEvent @event in PackageEvent.All.Values)
        {
            var marked = @event.Records
                .SelectMany(record => record.GetProperties()
                    .Where(property => DeclarationTests.IsPersonalData(record, property))
                    .Select(property => (Record: record, property.Name)))
                .ToList();
            object value = @event.Codec.Deserialize(SampleDatum.Of(@event.Codec.Descriptor.Schema));
            string text = value.ToString()!;
            foreach ((Type record, string name) in marked)
            {
                Assert.Contains($"{name} = ***", text, StringComparison.Ordinal);
                hidden++;
            }

            Assert.DoesNotContain("naïve email", text, StringComparison.Ordinal);
            Assert.DoesNotContain("naïve username", text, StringComparison.Ordinal);
        }

        Assert.NotEqual(0, hidden);
    }

    [Theory]
    [InlineData(typeof(UserPersonalData), "Username,Email,Name")]
    [InlineData(typeof(CcxCourseData), "CoachEmail")]
    [InlineData(typeof(CertificateData), "DownloadUrl,Name")]
    [InlineData(typeof(ProgramCertificateData), "Url")]
    [InlineData(typeof(VerificationAttemptData), "Name")]
    [InlineData(typeof(DiscussionThreadData), "Body,Title")]
    [InlineData(typeof(LtiProviderLaunchParamsData), "UserId,ExtraParams")]
    [InlineData(typeof(CourseNotificationData), "ContentContext")]
    [InlineData(typeof(UserNotificationData), "Context")]
    [InlineData(typeof(ExternalGraderScoreData), "ScoreMsg")]
    [InlineData(typeof(OraSubmissionAnswer), "Parts,FileDescriptions,FileNames,FileUrls")]
    [InlineData(typeof(Analytics.TrackingLogData), "Data,Context")]
    [InlineData(typeof(Authz.RoleAssignmentData), "Subject")]
    public void Personal_data_is_marked(Type record, string members) =>
        Assert.Equal(
            members,
            string.Join(
                ',',
                record.GetProperties()
                    .Where(property => DeclarationTests.IsPersonalData(record, property))
                    .Select(property => property.Name)));

    [Fact]
    public void No_other_record_has_marked_members() =>
        Assert.Equal(
            13,
            DeclarationTests.Records.Count(
                record => record.GetProperties().Any(property => DeclarationTests.IsPersonalData(record, property))));
}
