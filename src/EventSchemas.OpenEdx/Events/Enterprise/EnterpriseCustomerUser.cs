namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>A user's link to an enterprise customer.</summary>
/// <param name="Id">Identifies the link.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="EnterpriseCustomerUuid">Identifies the customer.</param>
/// <param name="UserId">The user's id in the LMS.</param>
/// <param name="Active">Whether this is the customer that the user acts for at present.</param>
/// <param name="Linked">Whether the link holds.</param>
/// <param name="IsRelinkable">Whether the user may be linked again after the link was cut.</param>
/// <param name="ShouldInactivateOtherCustomers">Whether saving this link as the active one makes the user's other ones inactive.</param>
/// <param name="InviteKey">The key of the invitation by which the user was linked. Whoever has a valid one can join the customer.</param>
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
