namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.certificate.changed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningCertificateChanged(CertificateData Certificate);
