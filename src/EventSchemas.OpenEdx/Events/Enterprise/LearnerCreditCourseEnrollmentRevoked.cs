namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enrollment that learner credit had paid for was revoked, mostly because the learner left the course.</summary>
/// <remarks>
/// Sent by the enterprise service; the subsidy service may give the credit back because of it. <c>LearnerCreditCourseEnrollment.Uuid</c>
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
