using System.Collections.Concurrent;

namespace WeChatMini.Sdk.Testing;

/// <summary>The users of one mini-program.</summary>
public sealed class FakeUsers
{
    private readonly ConcurrentDictionary<string, FakeUser> _users = new(StringComparer.Ordinal);
    private readonly FakeApp _app;

    internal FakeUsers(FakeApp app) => _app = app;

    /// <summary>Adds a user.</summary>
    /// <param name="openId">The user's openid in this app.</param>
    /// <param name="unionId">The user's unionid; null, the default, when the app is not bound to an Open Platform account.</param>
    /// <returns>The user, ready to log in.</returns>
    /// <exception cref="ArgumentException">The openid is blank or taken.</exception>
    public FakeUser Add(string openId, string? unionId = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(openId);
        var user = new FakeUser(_app, openId, unionId);
        return _users.TryAdd(openId, user) ? user : throw new ArgumentException($"There is a user {openId} in {_app.AppId} already.", nameof(openId));
    }

    /// <summary>Finds a user.</summary>
    /// <param name="openId">The user's openid in this app.</param>
    /// <returns>The user, or null when there is none.</returns>
    public FakeUser? Find(string openId) => _users.GetValueOrDefault(openId);
}
