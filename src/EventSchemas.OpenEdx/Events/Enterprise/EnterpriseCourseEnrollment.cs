namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>A learner's enrollment in a course run, as an enterprise customer has it.</summary>
/// <param name="Id">Identifies the enrollment.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="EnterpriseCustomerUser">The learner, as the customer has them.</param>
/// <param name="CourseId">Identifies the course run.</param>
/// <param name="SavedForLater">Whether the learner has put the course aside for later.</param>
/// <param name="SourceSlug">What enrolled the learner, such as <c>enrollment_task</c>.</param>
/// <param name="Unenrolled">Whether the learner has left the course run.</param>
/// <param name="UnenrolledAt">When the learner left it.</param>
public sealed record EnterpriseCourseEnrollment(
    long Id,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    EnterpriseCustomerUser EnterpriseCustomerUser,
    CourseKey CourseId,
    bool SavedForLater,
    string? SourceSlug = null,
    bool? Unenrolled = null,
    DateTimeOffset? UnenrolledAt = null);
