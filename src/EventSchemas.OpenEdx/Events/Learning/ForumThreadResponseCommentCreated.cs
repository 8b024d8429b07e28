namespace EventSchemas.OpenEdx.Learning;

/// <summary>Somebody has commented on a response in a course's forum.</summary>
/// <remarks>
/// Sent by the forum. <c>Thread.Id</c> identifies the comment, <c>Thread.CommentableId</c> the topic it is in, <c>Thread.User.Id</c> its
/// author. Personal data: <c>Thread.Body</c>, <c>Thread.User.Pii</c> and <c>Thread.Title</c>. In openedx-events since 8.9.0.
/// </remarks>
/// <param name="Thread">The post.</param>
[OpenEdxEvent(
    "org.openedx.learning.forum.thread.response.comment.created.v1",
    Key = "Thread.CommentableId",
    FeatureFlag = "ForumThreadResponseCommentCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ForumThreadResponseCommentCreated(DiscussionThreadData Thread);
