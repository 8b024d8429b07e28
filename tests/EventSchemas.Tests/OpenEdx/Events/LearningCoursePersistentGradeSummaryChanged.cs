namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.course.persistent_grade_summary.changed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningCoursePersistentGradeSummaryChanged(PersistentCourseGradeData Grade);
