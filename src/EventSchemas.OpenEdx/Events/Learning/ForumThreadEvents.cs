namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user has started a thread in a course's forum.</summary>
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

/// <summary>A user has responded to a thread in a course's forum.</summary>
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

/// <summary>A user has commented on a response in a course's forum.</summary>
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

/// <summary>A post in a course's forum: a thread, a response to one, or a comment on a response.</summary>
/// <param name="Body">The text. Personal data, because its author can write anything.</param>
/// <param name="CommentableId">Identifies the topic that the post is in.</param>
/// <param name="Id">Identifies the post.</param>
/// <param name="Truncated">Whether the text was cut because it is long.</param>
/// <param name="Url">The post's address.</param>
/// <param name="User">The author, even if the post is anonymous for others.</param>
/// <param name="CourseId">Identifies the course run.</param>
public sealed partial record DiscussionThreadData(
    [PersonalData] string Body,
    string CommentableId,
    string Id,
    bool Truncated,
    string Url,
    UserData User,
    CourseKey CourseId)
{
    /// <summary><c>discussion</c> or <c>question</c>; only for a thread.</summary>
    public string? ThreadType { get; init; }

    /// <summary>Whether the author is hidden from everybody; only for a thread.</summary>
    public bool? Anonymous { get; init; }

    /// <summary>Whether the author is hidden from learners, but not from staff; only for a thread.</summary>
    public bool? AnonymousToPeers { get; init; }

    /// <summary>The title; only for a thread. Personal data, because its author can write anything.</summary>
    [PersonalData]
    public string? Title { get; init; }

    /// <summary>Whether the title was cut because it is long.</summary>
    public bool? TitleTruncated { get; init; }

    /// <summary>The cohort that the thread is for, if it isn't for everybody.</summary>
    public long? GroupId { get; init; }

    /// <summary>The team that the thread is for, if it is for one.</summary>
    public long? TeamId { get; init; }

    /// <summary>The topic's number.</summary>
    public long? CategoryId { get; init; }

    /// <summary>The topic's name, with the name of its category.</summary>
    public string? CategoryName { get; init; }

    /// <summary>The thread that a response or a comment belongs to, by <c>id</c>.</summary>
    public IReadOnlyDictionary<string, string>? Discussion { get; init; }

    /// <summary>The roles that the author has in the course run.</summary>
    [WhenMissing]
    public required IReadOnlyList<string> UserCourseRoles { get; init; }

    /// <summary>The roles that the author has in the forum.</summary>
    [WhenMissing]
    public required IReadOnlyList<string> UserForumsRoles { get; init; }

    /// <summary>Options chosen with the post, such as <c>followed</c>.</summary>
    [WhenMissing]
    public required IReadOnlyDictionary<string, bool> Options { get; init; }
}
