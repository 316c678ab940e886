using System.Buffers.Text;
using CsCheck;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>Gate G6: tokens are unguessable, and what is not one is told by its shape alone.</summary>
public sealed class SessionTokenTests
{
    private readonly SessionToken _tokens = new("wx1234567890abcdef");

    [Fact]
    public void A_token_reads_back_to_the_address_that_it_was_made_with()
    {
        var token = _tokens.Create(_tokens.HandleOf("o-alice"), out var made);

        Assert.Equal(64, token.Length);
        Assert.True(_tokens.TryRead(token, out var read));
        Assert.Equal(made, read);
        Assert.Equal(_tokens.HandleOf("o-alice"), read.User);
    }

    [Fact]
    public void Another_app_reads_another_address_from_the_same_token()
    {
        var token = _tokens.Create(_tokens.HandleOf("o-alice"), out var made);

        Assert.True(new SessionToken("wxother").TryRead(token, out var foreign));
        Assert.NotEqual(made.Token, foreign.Token);
        Assert.NotEqual(_tokens.HandleOf("o-alice"), new SessionToken("wxother").HandleOf("o-alice"));
    }

    [Fact]
    public void A_stored_address_presented_as_a_token_finds_nothing()
    {
        _tokens.Create(_tokens.HandleOf("o-alice"), out var made);
        var stored = Base64Url.EncodeToString([.. made.User.ToArray(), .. made.Token.ToArray()]);

        Assert.True(_tokens.TryRead(stored, out var address));
        Assert.NotEqual(made.Token, address.Token);
    }

    [Fact]
    public void A_million_tokens_are_all_different_and_look_random()
    {
        const int Count = 1_000_000;
        var user = _tokens.HandleOf("o-alice");
        var seen = new HashSet<SessionAddress>(Count);
        var counts = new long[256];
        Span<byte> bytes = stackalloc byte[48];
        for (var i = 0; i < Count; i++)
        {
            Base64Url.DecodeFromChars(_tokens.Create(user, out var address), bytes, out _, out _);
            Assert.True(seen.Add(address));
            foreach (var value in bytes[16..])
            {
                counts[value]++;
            }
        }

        // Chi-square over the byte values, 255 degrees of freedom: 347.7 is exceeded by chance once in 10,000 runs.
        var expected = Count * 32 / 256.0;
        Assert.True(counts.Sum(count => (count - expected) * (count - expected) / expected) < 347.7);
    }

    [Fact]
    public void Whatever_has_another_length_or_alphabet_is_refused_without_an_exception() =>
        Gen.String.Sample(text => Assert.Equal(IsToken(text), _tokens.TryRead(text, out _)), iter: 100_000);

    [Fact]
    public void Every_single_foreign_character_is_refused() =>
        Gen.Select(Gen.Int[0, 63], Gen.Char).Sample((index, character) =>
        {
            var token = _tokens.Create(_tokens.HandleOf("o-alice"), out _).ToCharArray();
            token[index] = character;
            Assert.Equal(IsToken(new string(token)), _tokens.TryRead(token, out _));
        }, iter: 100_000);

    [Theory]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(0)]
    [InlineData(16384)]
    public void A_wrong_length_is_refused(int length) => Assert.False(_tokens.TryRead(new string('A', length), out _));

    [Theory]
    [InlineData(' ')]
    [InlineData('\n')]
    [InlineData('=')]
    [InlineData('+')]
    [InlineData('/')]
    public void Characters_that_lenient_decoders_take_are_refused(char character) =>
        Assert.False(_tokens.TryRead(new string('A', 63) + character, out _));

    private static bool IsToken(string text) => text.Length == 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
