using System.Globalization;
using System.Text;
using CsCheck;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Date-times in the format of Python.</summary>
public sealed class IsoDateTimeTests
{
    private const int Count = 50_000;

    private static readonly Gen<DateTimeOffset> AnyTime = Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay],
        Gen.OneOf(Gen.Const(0), Gen.Int[-14 * 60, 14 * 60]),
        Gen.OneOf(Gen.Const(1L), Gen.Const(TimeSpan.TicksPerMicrosecond), Gen.Const(TimeSpan.TicksPerSecond)),
        (ticks, offset, unit) => new DateTimeOffset(ticks - (ticks % unit), TimeSpan.FromMinutes(offset)));

    // The results of isoformat() in Python 3.8 to 3.13.
    [Theory]
    [InlineData("2024-01-02T03:04:05+00:00", "2024-01-02T03:04:05.0000000+00:00")]
    [InlineData("2024-01-02T03:04:05.120000+00:00", "2024-01-02T03:04:05.1200000+00:00")]
    [InlineData("2024-01-02T03:04:05.000001-00:30", "2024-01-02T03:04:05.0000010-00:30")]
    [InlineData("2024-02-29T23:59:59.999999+14:00", "2024-02-29T23:59:59.9999990+14:00")]
    [InlineData("0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("9999-12-31T23:59:59.999999+00:00", "9999-12-31T23:59:59.9999990+00:00")]
    public void Texts_of_Python_round_trip(string text, string value)
    {
        Assert.Equal(value, Read(text)?.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(text, IsoDateTime.Format(Read(text)!.Value));
    }

    // Python keeps such an offset. A DateTimeOffset can't hold it, so only the instant is kept.
    [Theory]
    [InlineData("2024-01-02T03:04:05+01:00:30", "2024-01-02T02:03:35.0000000+00:00")]
    [InlineData("2024-01-02T03:04:05-00:00:00.500000", "2024-01-02T03:04:05.5000000+00:00")]
    [InlineData("2024-01-02T03:04:05+23:59", "2024-01-01T03:05:05.0000000+00:00")]
    [InlineData("2024-01-02T03:04:05-14:01", "2024-01-02T17:05:05.0000000+00:00")]
    public void An_offset_that_a_DateTimeOffset_cannot_hold_keeps_the_instant(string text, string instant) =>
        Assert.Equal(instant, Read(text)?.ToString("O", CultureInfo.InvariantCulture));

    // Python accepts these dates, but their instant is outside the years 1 to 9999.
    [Theory]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    // Python rejects the rest.
    [InlineData("")]
    [InlineData("2024-01-02T")]
    [InlineData("2024-01-02T03:04:05.")]
    [InlineData("2024-01-02T03:04:05z")]
    [InlineData("2024-01-02T24:00:01")]
    [InlineData("2024-01-02T03:04:60")]
    [InlineData("2024-01-02T03:04:60+00:00")]
    [InlineData("2024-02-30T00:00:00+00:00")]
    [InlineData("2023-02-29T00:00:00+00:00")]
    [InlineData("0000-01-01T00:00:00+00:00")]
    [InlineData("2024-00-01T00:00:00+00:00")]
    [InlineData("2024-01-02T03:04:05+24:00")]
    [InlineData("2024-01-02T03:04:05+1:00")]
    [InlineData("2024-01-02T03:04:05+00:00 ")]
    [InlineData(" 2024-01-02T03:04:05+00:00")]
    [InlineData("2024-1-2T03:04:05+00:00")]
    [InlineData("2024-01-02T03:04:05.12345é+00:00")]
    public void Invalid_texts_are_rejected(string text) => Assert.Null(Read(text));

    [Fact]
    public void Date_times_are_written_with_microseconds() =>
        Property.ForAll(AnyTime, Count, value =>
        {
            DateTimeOffset truncated = value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond));
            string format = truncated.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.ffffffzzz";

            Assert.Equal(value.ToString(format, CultureInfo.InvariantCulture), IsoDateTime.Format(value));
            Assert.True(truncated.EqualsExact(Read(IsoDateTime.Format(value))!.Value));
        });

    [Fact]
    public void A_DateTime_is_written_with_the_offset_of_its_kind()
    {
        var value = new DateTime(2024, 1, 2, 3, 4, 5, 678, DateTimeKind.Unspecified);

        Assert.Equal("2024-01-02T03:04:05.678000", Write(value));
        Assert.Equal("2024-01-02T03:04:05.678000+00:00", Write(DateTime.SpecifyKind(value, DateTimeKind.Utc)));
        Assert.Equal(
            IsoDateTime.Format(new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Local))),
            Write(DateTime.SpecifyKind(value, DateTimeKind.Local)));
    }

    // The usual format has its own parser, which must accept exactly what the general one accepts.
    [Fact]
    public void Both_parsers_agree_on_every_text() =>
        Property.ForAll(Gen.Select(AnyTime, Gen.Int[0, IsoDateTime.MaxLength - 1], Gen.Char["0123456789+-:.TZ /"]), Count, changed =>
        {
            (DateTimeOffset value, int index, char character) = changed;
            byte[] text = Encoding.ASCII.GetBytes(IsoDateTime.Format(value.ToOffset(TimeSpan.Zero)));
            text[index % text.Length] = (byte)character;

            bool isRead = IsoDateTime.TryParse(text, out DateTimeOffset one);
            Assert.Equal(isRead, IsoDateTime.TryParse(text, out DateTimeOffset other, out _));
            Assert.True(one.EqualsExact(other), Encoding.ASCII.GetString(text));
        });

    private static DateTimeOffset? Read(string text)
    {
        bool isRead = IsoDateTime.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset value);
        return isRead ? value : null;
    }

    private static string Write(DateTime value)
    {
        Span<byte> text = stackalloc byte[IsoDateTime.MaxLength];
        return Encoding.ASCII.GetString(text[..IsoDateTime.Format(value, text)]);
    }
}
