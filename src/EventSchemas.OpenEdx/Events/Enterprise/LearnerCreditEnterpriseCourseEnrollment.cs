namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enrollment that learner credit has paid for.</summary>
/// <param name="Uuid">Identifies the fulfilment.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="FulfillmentType">How it was paid for: <c>learner_credit</c>, <c>license</c> or <c>coupon_code</c>.</param>
/// <param name="IsRevoked">Whether it was revoked.</param>
/// <param name="EnterpriseCourseEntitlementUuid">Identifies the entitlement that it fulfils, where it is one.</param>
/// <param name="EnterpriseCourseEnrollment">The enrollment that it fulfils, where it is one.</param>
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
