using System.Text;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>Gates G8 and G9: what lies in a store tells nothing, and every change to it is noticed.</summary>
public sealed class SessionKeySealTests
{
    private const string SessionKey = "tiihtNczf5v6AKRyjwEUhQ==";
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_sealed_key_opens_for_its_user_only()
    {
        var seal = Seal("secret-1");
        var blob = seal.Seal(SessionKey, "o-alice", Now).Blob.Span;

        Assert.Equal(SessionKey, Text(seal.Open(blob, "o-alice")));
        Assert.Null(seal.Open(blob, "o-bob"));
        Assert.Null(Seal("secret-1", appId: "wxother").Open(blob, "o-alice"));
        Assert.False(blob.IndexOf(Encoding.UTF8.GetBytes(SessionKey)) >= 0);
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_noticed()
    {
        var seal = Seal("secret-1");
        var blob = seal.Seal(SessionKey, "o-alice", Now).Blob.ToArray();
        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            blob[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(seal.Open(blob, "o-alice"));
            blob[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var length = 0; length < blob.Length; length++)
        {
            Assert.Null(seal.Open(blob.AsSpan(0, length), "o-alice"));
        }

        Assert.Equal(SessionKey, Text(seal.Open(blob, "o-alice")));
    }

    [Fact]
    public void The_same_key_is_never_sealed_to_the_same_bytes()
    {
        var seal = Seal("secret-1");
        Assert.NotEqual(seal.Seal(SessionKey, "o-alice", Now).Blob.ToArray(), seal.Seal(SessionKey, "o-alice", Now).Blob.ToArray());
    }

    [Fact]
    public void After_ten_rotations_of_the_AppSecret_everything_opens_while_the_old_secrets_are_listed()
    {
        var blobs = Enumerable.Range(0, 10).Select(version => Seal($"secret-{version}").Seal(SessionKey, "o-alice", Now)).ToList();
        var seal = Seal("secret-9", previous: [.. Enumerable.Range(0, 9).Select(version => $"secret-{version}")]);

        Assert.All(blobs, blob => Assert.Equal(SessionKey, Text(seal.Open(blob.Blob.Span, "o-alice"))));
        Assert.All(blobs.Take(9), blob => Assert.Null(Seal("secret-9").Open(blob.Blob.Span, "o-alice")));
    }

    [Fact]
    public void The_first_key_of_a_ring_seals_and_all_open()
    {
        var old = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
        var young = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());
        var before = Seal("secret-1", ring: [old]).Seal(SessionKey, "o-alice", Now);
        var rotated = Seal("secret-1", ring: [young, old]);

        Assert.Equal(SessionKey, Text(rotated.Open(before.Blob.Span, "o-alice")));
        Assert.Equal(SessionKey, Text(Seal("another", ring: [young]).Open(rotated.Seal(SessionKey, "o-alice", Now).Blob.Span, "o-alice")));
        Assert.Null(Seal("secret-1", ring: [young]).Open(before.Blob.Span, "o-alice"));
    }

    private static string? Text(byte[]? key) => key is null ? null : Encoding.UTF8.GetString(key);

    private static SessionKeySeal Seal(string secret, string appId = "wx1234567890abcdef", string[]? previous = null, string[]? ring = null) =>
        new(new SecretSeal(new WeChatMiniOptions { AppId = appId, AppSecret = secret, PreviousAppSecrets = previous ?? [], SessionKeyRing = ring ?? [] }));
}
