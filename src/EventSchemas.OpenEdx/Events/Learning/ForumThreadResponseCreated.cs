namespace EventSchemas.OpenEdx.Learning;

/// <summary>Somebody has responded to a thread in a course's forum.</summary>
/// <remarks>
/// Sent by the forum. <c>Thread.Id</c> identifies the response, <c>Thread.Discussion</c> the thread, <c>Thread.User.Id</c> the response's
/// author. Personal data: <c>Thread.Body</c>, <c>Thread.User.Pii</c> and <c>Thread.Title</c>. In openedx-events since 8.9.0.
/// </remarks>
/// <param name="Thread">The post.</param>
[OpenEdxEvent(
    "org.openedx.learning.forum.thread.response.created.v1",
    Key = "Thread.CommentableId",
    FeatureFlag = "ForumThreadResponseCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ForumThreadResponseCreated(DiscussionThreadData Thread);
