using EventSchemas.Avro;
using EventSchemas.OpenEdx.ContentAuthoring;
using EventSchemas.OpenEdx.Enterprise;
using EventSchemas.OpenEdx.Learning;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Messages that older versions of openedx-events wrote, and that a topic can still hold.</summary>
public sealed class OlderVersionTests
{
    public static TheoryData<string> Changes => ["created", "updated", "deleted"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_collection_with_a_separate_library_key_is_read(string change) =>
        Assert.All([true, false], hasBackground =>
        {
            SchemaEdit older = Edit("content_authoring.content_library.collection", change)
                .With("LibraryCollectionData", "library_key", "string");
            LibraryCollectionData read = Collection(
                change, (hasBackground ? older : older.Without("LibraryCollectionData", "background")).Schema);
            Assert.Equal(
                new LibraryCollectionData(
                    LibraryCollectionLocator.Parse("lib-collection:DemoX:CSPROB:algebra"), Background: hasBackground),
                read);
        });

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_container_with_a_separate_library_key_is_read(string change)
    {
        AvroSchema older = Edit("content_authoring.content_library.container", change)
            .With("LibraryContainerData", "library_key", "string", before: "container_key")
            .Schema;
        byte[] data = SampleDatum.Of(older);
        LibraryContainerData read = change switch
        {
            "created" => AvroCodec.Deserialize<LibraryContainerCreated>(data, older).LibraryContainer,
            "updated" => AvroCodec.Deserialize<LibraryContainerUpdated>(data, older).LibraryContainer,
            _ => AvroCodec.Deserialize<LibraryContainerDeleted>(data, older).LibraryContainer,
        };
        Assert.Equal(new LibraryContainerData(LibraryContainerLocator.Parse("lct:DemoX:CSPROB:unit:u1"), Background: true), read);
    }

    [Fact]
    public void A_revoked_enrollment_with_required_members_is_read()
    {
        AvroSchema older = Edit("enterprise.learner_credit_course_enrollment", "revoked")
            .WithoutNull("LearnerCreditEnterpriseCourseEnrollment")
            .WithoutNull("EnterpriseCourseEnrollment")
            .WithoutNull("EnterpriseCustomerUser")
            .Schema;
        Assert.DoesNotContain("null", older.ToJson(), StringComparison.Ordinal);

        LearnerCreditEnterpriseCourseEnrollment read =
            AvroCodec.Deserialize<LearnerCreditCourseEnrollmentRevoked>(SampleDatum.Of(older), older).LearnerCreditCourseEnrollment;

        var uuid = Guid.Parse(SampleDatum.Uuid);
        Assert.Equal((uuid, uuid), (read.TransactionId, read.EnterpriseCourseEntitlementUuid));
        EnterpriseCourseEnrollment enrollment = read.EnterpriseCourseEnrollment!;
        Assert.Equal(
            ("naïve source_slug", true, DateTimeOffset.Parse(SampleDatum.Date, null)),
            (enrollment.SourceSlug, enrollment.Unenrolled, enrollment.UnenrolledAt));
        Assert.Equal(uuid, enrollment.EnterpriseCustomerUser.InviteKey);
    }

    [Fact]
    public void A_discussions_configuration_without_enabled_is_on()
    {
        AvroSchema older = Edit("learning.discussions.configuration", "changed")
            .Without("CourseDiscussionConfigurationData", "enabled")
            .Schema;

        CourseDiscussionConfigurationData read =
            AvroCodec.Deserialize<DiscussionsConfigurationChanged>(SampleDatum.Of(older), older).Configuration;

        Assert.True(read.Enabled);
        Assert.Equal(2, read.Contexts.Count);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("updated")]
    [InlineData("published")]
    [InlineData("deleted")]
    public void A_block_without_version_is_read(string change)
    {
        AvroSchema older = Edit("content_authoring.xblock", change).Without("XBlockData", "version").Schema;
        byte[] data = SampleDatum.Of(older);
        XBlockData read = change switch
        {
            "created" => AvroCodec.Deserialize<XBlockCreated>(data, older).XblockInfo,
            "updated" => AvroCodec.Deserialize<XBlockUpdated>(data, older).XblockInfo,
            "published" => AvroCodec.Deserialize<XBlockPublished>(data, older).XblockInfo,
            _ => AvroCodec.Deserialize<XBlockDeleted>(data, older).XblockInfo,
        };
        Assert.Equal(new XBlockData(UsageKey.Parse(SampleDatum.UsageKey), "naïve block_type"), read);
    }

    [Fact]
    public void A_duplicate_without_version_is_read()
    {
        AvroSchema older = Edit("content_authoring.xblock", "duplicated").Without("DuplicatedXBlockData", "version").Schema;
        var key = UsageKey.Parse(SampleDatum.UsageKey);
        Assert.Equal(
            new DuplicatedXBlockData(key, "naïve block_type", null, key),
            AvroCodec.Deserialize<XBlockDuplicated>(SampleDatum.Of(older), older).XblockInfo);
    }

    [Fact]
    public void Catalogue_information_with_effort_and_short_description_is_read()
    {
        AvroSchema older = Edit("content_authoring.course.catalog_info", "changed")
            .With("CourseCatalogData", "effort", "string", before: "hidden")
            .With("CourseCatalogData", "short_description", "string", before: "schedule_data")
            .Schema;

        CourseCatalogData read = AvroCodec.Deserialize<CourseCatalogInfoChanged>(SampleDatum.Of(older), older).CatalogInfo;

        Assert.Equal(
            ("naïve name", "naïve pacing", true, true),
            (read.Name, read.ScheduleData.Pacing, read.Hidden, read.InvitationOnly));
    }

    private static SchemaEdit Edit(string subject, string change) =>
        new(PackageEvent.All[$"org.openedx.{subject}.{change}.v1"].Codec.Descriptor.Schema);

    private static LibraryCollectionData Collection(string change, AvroSchema older)
    {
        byte[] data = SampleDatum.Of(older);
        return change switch
        {
            "created" => AvroCodec.Deserialize<LibraryCollectionCreated>(data, older).LibraryCollection,
            "updated" => AvroCodec.Deserialize<LibraryCollectionUpdated>(data, older).LibraryCollection,
            _ => AvroCodec.Deserialize<LibraryCollectionDeleted>(data, older).LibraryCollection,
        };
    }
}
