using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Addresses as the Python client parses them.</summary>
public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://host", "host", 6379, null, null, 0, false)]
    [InlineData("redis://host:6380/3", "host", 6380, null, null, 3, false)]
    [InlineData("redis://", "localhost", 6379, null, null, 0, false)]
    [InlineData("redis://:p%40ss%2F@host", "host", 6379, null, "p@ss/", 0, false)]
    [InlineData("rediss://us%3Aer:p%25@host:1/2", "host", 1, "us:er", "p%", 2, true)]
    [InlineData("redis://user@host", "host", 6379, "user", null, 0, false)]
    [InlineData("redis://host/1?db=7", "host", 6379, null, null, 7, false)]
    [InlineData("redis://host?db=7", "host", 6379, null, null, 7, false)]
    [InlineData("redis://host/lms", "host", 6379, null, null, 0, false)]
    [InlineData("redis://[::1]:6380/1", "::1", 6380, null, null, 1, false)]
    [InlineData("redis://host?username=u&password=p%26", "host", 6379, "u", "p&", 0, false)]
    [InlineData("redis://host?socket_keepalive=True&health_check_interval=30", "host", 6379, null, null, 0, false)]
    public void A_url_is_read_as_Python_reads_it(
        string text, string host, int port, string? user, string? password, int database, bool isTls)
    {
        var url = RedisUrl.Parse(text);

        Assert.Equal(
            (host, port, user, password, database, isTls, false),
            (url.Host, url.Port, url.User, url.Password, url.Database, url.IsTls, url.IsSocket));
    }

    [Fact]
    public void A_socket_has_a_path()
    {
        var url = RedisUrl.Parse("unix://user:pass@/var/run/re%20dis.sock?db=4");

        Assert.Equal(("/var/run/re dis.sock", true, "user", "pass", 4), (url.Host, url.IsSocket, url.User, url.Password, url.Database));
    }

    [Fact]
    public void The_arguments_of_the_connection_are_read()
    {
        var url = RedisUrl.Parse(
            "rediss://host?socket_timeout=2.5&socket_connect_timeout=1&ssl_cert_reqs=none&ssl_check_hostname=False"
            + "&ssl_ca_certs=/etc/ca.pem");

        Assert.Equal((TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(1)), (url.CommandTimeout, url.ConnectTimeout));
        Assert.Equal((false, false, "/etc/ca.pem"), (url.ChecksCertificate, url.ChecksHostName, url.CaFile));
    }

    [Theory]
    [InlineData("host:6379", "begin it with redis://, rediss:// or unix://")]
    [InlineData("http://host", "begin it with redis://, rediss:// or unix://")]
    [InlineData("redis://host:port", "its port isn't a number")]
    [InlineData("redis://host?db=x", "its db is 'x', which isn't a number")]
    [InlineData("redis://host?socket_timout=1", "its argument socket_timout isn't known")]
    [InlineData("redis://host?socket_timeout=soon", "its socket_timeout is 'soon', which isn't a number of seconds")]
    public void What_is_no_url_says_why(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => RedisUrl.Parse(text)).Message);

    [Fact]
    public void A_url_never_shows_its_password() =>
        Assert.DoesNotContain("secret", RedisUrl.Parse("redis://user:secret@host").ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_client_is_configured_by_it()
    {
        ConfigurationOptions options = RedisConnections.Configure(
            new RedisOptions { Url = "rediss://u:p@host:1/2?socket_timeout=2", Endpoints = { "other:3" }, SentinelService = "main" },
            "test");

        Assert.Equal(
            ("u", "p", 2, true, "host", 2_000, "main", false),
            (options.User, options.Password, options.DefaultDatabase, options.Ssl, options.SslHost, options.AsyncTimeout,
                options.ServiceName, options.AbortOnConnectFail));
        Assert.Equal(["Unspecified/host:1", "Unspecified/other:3"], options.EndPoints.Select(endpoint => endpoint.ToString()));
    }
}
