namespace EventSchemas.OpenEdx.Learning;

/// <summary>Somebody has started a thread in a course's forum.</summary>
/// <remarks>
/// Sent by the forum. <c>Thread.Id</c> identifies the thread, <c>Thread.CommentableId</c> the topic it is in, <c>Thread.User.Id</c> its
/// author. Personal data: <c>Thread.Body</c>, <c>Thread.User.Pii</c> and <c>Thread.Title</c>. In openedx-events since 8.9.0.
/// </remarks>
/// <param name="Thread">The post.</param>
[OpenEdxEvent(
    "org.openedx.learning.forum.thread.created.v1",
    Key = "Thread.CommentableId",
    FeatureFlag = "ForumThreadCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ForumThreadCreated(DiscussionThreadData Thread);
