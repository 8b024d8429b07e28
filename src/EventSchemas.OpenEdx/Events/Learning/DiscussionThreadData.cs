namespace EventSchemas.OpenEdx.Learning;

/// <summary>A post in a course's forum: a thread, a response to one, or a comment on a response.</summary>
/// <param name="Body">The text. Personal data, as its author writes what they like.</param>
/// <param name="CommentableId">Identifies the topic that the post is in.</param>
/// <param name="Id">Identifies the post.</param>
/// <param name="Truncated">Whether the text was cut because it is long.</param>
/// <param name="Url">Where the post is.</param>
/// <param name="User">The author, also of a post that others see as anonymous.</param>
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
    /// <summary><c>discussion</c> or <c>question</c>; only of a thread.</summary>
    public string? ThreadType { get; init; }

    /// <summary>Whether nobody sees the author; only of a thread.</summary>
    public bool? Anonymous { get; init; }

    /// <summary>Whether learners don't see the author, while staff do; only of a thread.</summary>
    public bool? AnonymousToPeers { get; init; }

    /// <summary>The title; only of a thread. Personal data, as its author writes what they like.</summary>
    [PersonalData]
    public string? Title { get; init; }

    /// <summary>Whether the title was cut because it is long.</summary>
    public bool? TitleTruncated { get; init; }

    /// <summary>The cohort that the thread is for, where it isn't for all.</summary>
    public long? GroupId { get; init; }

    /// <summary>The team that the thread is for, where it is for one.</summary>
    public long? TeamId { get; init; }

    /// <summary>The topic's number.</summary>
    public long? CategoryId { get; init; }

    /// <summary>The topic's name, with that of the category around it.</summary>
    public string? CategoryName { get; init; }

    /// <summary>The thread that a response or a comment belongs to, by <c>id</c>.</summary>
    public IReadOnlyDictionary<string, string>? Discussion { get; init; }

    /// <summary>The roles that the author has in the course run.</summary>
    [WhenMissing]
    public required IReadOnlyList<string> UserCourseRoles { get; init; }

    /// <summary>The roles that the author has in the forum.</summary>
    [WhenMissing]
    public required IReadOnlyList<string> UserForumsRoles { get; init; }

    /// <summary>Choices that were made with the post, such as <c>followed</c>.</summary>
    [WhenMissing]
    public required IReadOnlyDictionary<string, bool> Options { get; init; }
}
