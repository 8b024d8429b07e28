namespace EventSchemas.OpenEdx.Tests;

/// <summary>An event with a key of every type.</summary>
[OpenEdxEvent("org.acme.course.passed.v1", Topic = "passed", Key = "Course", FeatureFlag = "CoursePassed", Owner = "tests")]
sealed partial record CoursePassed(
    CourseKey Course,
    UsageKey Block,
    LibraryLocatorV2? Library = null,
    LibraryUsageLocatorV2? LibraryBlock = null,
    LibraryCollectionLocator? Collection = null,
    LibraryContainerLocator? Container = null,
    CcxLocator? Ccx = null,
    MaybeKey<CourseKey>? Maybe = null);
