namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enrollment that learner credit had paid for was revoked, usually because the learner left the course.</summary>
/// <remarks>
/// Sent by the enterprise service; the subsidy service may return the credit. <c>LearnerCreditCourseEnrollment.Uuid</c>
/// identifies the fulfilment, <c>TransactionId</c> the ledger transaction that paid for it. No personal data beyond ids. In openedx-events
/// since 9.12.0.
/// </remarks>
/// <param name="LearnerCreditCourseEnrollment">The fulfilment by learner credit, with the enrollment.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.learner_credit_course_enrollment.revoked.v1",
    Topic = "learner-credit-course-enrollment-lifecycle",
    Key = "LearnerCreditCourseEnrollment.Uuid",
    FeatureFlag = "LearnerCreditCourseEnrollmentRevokedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LearnerCreditCourseEnrollmentRevoked(LearnerCreditEnterpriseCourseEnrollment LearnerCreditCourseEnrollment);

/// <summary>An enrollment that learner credit has paid for.</summary>
/// <param name="Uuid">Identifies the fulfilment.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="FulfillmentType">How it was paid for: <c>learner_credit</c>, <c>license</c> or <c>coupon_code</c>.</param>
/// <param name="IsRevoked">Whether it was revoked.</param>
/// <param name="EnterpriseCourseEntitlementUuid">Identifies the entitlement that it fulfils, if there is one.</param>
/// <param name="EnterpriseCourseEnrollment">The enrollment that it fulfils, if there is one.</param>
/// <param name="TransactionId">Identifies the ledger transaction that paid for it.</param>
public sealed record LearnerCreditEnterpriseCourseEnrollment(
    Guid Uuid,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    string FulfillmentType,
    bool IsRevoked,
    Guid? EnterpriseCourseEntitlementUuid = null,
    EnterpriseCourseEnrollment? EnterpriseCourseEnrollment = null,
    Guid? TransactionId = null);

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

/// <summary>The link of a user to an enterprise customer.</summary>
/// <param name="Id">Identifies the link.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="EnterpriseCustomerUuid">Identifies the customer.</param>
/// <param name="UserId">The user's id in the LMS.</param>
/// <param name="Active">Whether this is the customer that the user currently acts for.</param>
/// <param name="Linked">Whether the link is in force.</param>
/// <param name="IsRelinkable">Whether the user can be linked again after the link was removed.</param>
/// <param name="ShouldInactivateOtherCustomers">Whether saving this link as the active one makes the user's other ones inactive.</param>
/// <param name="InviteKey">
/// The key of the invitation by which the user was linked. Everybody who has a valid one can join the customer.
/// </param>
public sealed record EnterpriseCustomerUser(
    long Id,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    Guid EnterpriseCustomerUuid,
    long UserId,
    bool Active,
    bool Linked,
    bool IsRelinkable,
    bool ShouldInactivateOtherCustomers,
    Guid? InviteKey = null);
