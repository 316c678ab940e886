using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.UserData;

/// <summary>Whom sealed data must be of, and how old it may be.</summary>
internal readonly struct DataRules(AppSnapshot snapshot, MiniSession session, DateTimeOffset now)
{
    private readonly WeChatUserDataOptions _options = snapshot.Options.UserData;

    public string AppId => snapshot.Options.AppId;

    public string OpenId => session.OpenId;

    /// <summary>Whether a time in seconds since 1970 is recent. Anything may stand there, so nothing is computed with it.</summary>
    public bool IsRecent(long timestamp) =>
        timestamp >= (now - _options.MaxAge).ToUnixTimeSeconds() && timestamp <= (now + _options.MaxClockSkew).ToUnixTimeSeconds();
}
