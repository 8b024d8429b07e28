namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>An enterprise subsidy was used to pay for a learner's place in a course.</summary>
/// <remarks>
/// Defined upstream, but none of its services sends it today. <c>Redemption.SubsidyIdentifier</c> identifies the subsidy, <c>LmsUserId</c>
/// the learner. No personal data beyond ids. In openedx-events since 9.7.0.
/// </remarks>
/// <param name="Redemption">Which subsidy, for whom, for what.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy.redeemed.v1",
    Key = "Redemption.ContentKey",
    FeatureFlag = "SubsidyRedeemedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyRedeemed(SubsidyRedemption Redemption);

/// <summary>The payment of an enterprise subsidy for a learner's place in a course was reversed.</summary>
/// <remarks>
/// Defined upstream, but none of its services sends it today. <c>Redemption.SubsidyIdentifier</c> identifies the subsidy, <c>LmsUserId</c>
/// the learner. The event type contains a hyphen, which some Avro parsers reject in a namespace. No personal data beyond ids. In
/// openedx-events since 9.7.0.
/// </remarks>
/// <param name="Redemption">Which subsidy, for whom, for what.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy.redemption-reversed.v1",
    Key = "Redemption.ContentKey",
    FeatureFlag = "SubsidyRedemptionReversedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyRedemptionReversed(SubsidyRedemption Redemption);

/// <summary>The use of a subsidy.</summary>
/// <param name="SubsidyIdentifier">Identifies the subsidy.</param>
/// <param name="ContentKey">The key of what was paid for, as text.</param>
/// <param name="LmsUserId">The LMS id of the user who benefits.</param>
public sealed record SubsidyRedemption(
    string SubsidyIdentifier,
    string ContentKey,
    long LmsUserId);
