using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Redis.Tests;

/// <summary><c>rediss://</c> with a server that speaks TLS.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Certificates _certificates = new();
    private readonly int _port = RedisProcess.FreePort();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", "localhost", "")]
    [InlineData("127.0.0.1", "127.0.0.1", "")]
    [InlineData("other", "localhost", "&ssl_check_hostname=False")]
    public async Task A_server_whose_certificate_a_given_authority_has_signed_is_trusted(string certificate, string host, string more)
    {
        await using Bus bus = await StartAsync(certificate);

        await RoundTripAsync(bus, $"rediss://{host}:{_port}/0?ssl_ca_certs={Uri.EscapeDataString(_certificates.AuthorityFile)}{more}");
    }

    [Fact]
    public async Task A_certificate_that_nobody_checks_is_taken()
    {
        await using Bus bus = await StartAsync("other");

        await RoundTripAsync(bus, $"rediss://localhost:{_port}/0?ssl_cert_reqs=none");
    }

    [Fact]
    public async Task A_client_shows_its_certificate_where_the_server_wants_one()
    {
        await using Bus bus = await StartAsync("localhost", "yes");
        (string certificate, string key) = _certificates.Sign("shop");

        await RoundTripAsync(
            bus,
            $"rediss://localhost:{_port}/0?ssl_ca_certs={_certificates.AuthorityFile}&ssl_certfile={certificate}&ssl_keyfile={key}");
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("other", true)]
    public async Task A_certificate_of_an_unknown_authority_or_of_another_host_stops_the_start_and_is_said(
        string certificate, bool knowsAuthority)
    {
        await using Bus bus = await StartAsync(certificate);
        string url = $"rediss://user:secret@localhost:{_port}/0"
            + (knowsAuthority ? $"?ssl_ca_certs={_certificates.AuthorityFile}" : "");

        var e = await Assert.ThrowsAnyAsync<Exception>(() => bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>(), recorder: null, ("EventBus:Redis:Url", url)));

        Assert.Contains("certificate", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("EventBus:Redis:Url", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Enum.GetValues<LogLevel>().SelectMany(bus.Log.At), line => line.Contains("secret", StringComparison.Ordinal));
    }

    public void Dispose() => _certificates.Dispose();

    private Task<Bus> StartAsync(string host, string wantsClients = "no")
    {
        (string certificate, string key) = _certificates.Sign(host);
        return Bus.StartAsync(
            "--tls-port", $"{_port}", "--tls-cert-file", certificate, "--tls-key-file", key,
            "--tls-ca-cert-file", _certificates.AuthorityFile, "--tls-auth-clients", wantsClients);
    }

    private static async Task RoundTripAsync(Bus bus, string url)
    {
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder, ("EventBus:Redis:Url", url));
        await service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("A-1", 1), cancellationToken: Token);
        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled");
    }
}
