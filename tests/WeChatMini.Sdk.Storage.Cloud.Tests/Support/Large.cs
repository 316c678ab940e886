using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>The most that a user may have: a hundred sessions with 2 KB of data each.</summary>
internal static class Large
{
    public static async Task FillAsync(ISessionStore store, UserHandle user)
    {
        var data = RandomNumberGenerator.GetBytes(2048);
        for (var index = 0; index < 100; index++)
        {
            await store.CreateAsync(Sample.Creation(Session(user, index, data), maxSessions: 100), TestContext.Current.CancellationToken);
        }

        var sessions = await store.ListAsync(user, Sample.T0.AddMinutes(100), TestContext.Current.CancellationToken);
        Assert.Equal(100, sessions.Count);
        Assert.All(sessions, session => Assert.True(session.Data.Span.SequenceEqual(data)));
    }

    public static SessionRecord Session(UserHandle user, int index, byte[] data)
    {
        var at = Sample.T0.AddMinutes(index);
        return new() { User = user, Token = Sample.NewToken(), CreatedAt = at, SeenAt = at, IdleExpiresAt = at + Sample.Idle, ExpiresAt = at + Sample.Absolute, Data = data };
    }
}
