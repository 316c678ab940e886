using WeChatMini.Sdk;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

internal static class SessionExamples
{
    public static async Task EndAsync(WeChatMiniClient weChat, string token, string openId)
    {
        #region end-sessions
        await weChat.Sessions.LogoutAsync(token);                        // this session
        await weChat.Sessions.LogoutEverywhereAsync(token);              // all of its user's; needs a live token

        IReadOnlyList<MiniSession> devices = await weChat.Sessions.ListAsync(openId);
        await weChat.Sessions.RevokeAsync(openId, devices[0].Reference); // one of them, without its token
        await weChat.Sessions.RevokeAllAsync(openId);                    // all, for example when an account is closed
        #endregion
    }

    public static async Task<string> RotateAsync(WeChatMiniClient weChat, string token)
    {
        #region rotate
        MiniLogin renewed = await weChat.Sessions.RotateAsync(token);    // hand renewed.Token to the mini-program
        #endregion
        return renewed.Token;
    }

    public static async Task PurgeAsync(WeChatMiniClient weChat)
    {
        #region purge
        while (await weChat.Sessions.PurgeAsync(maxSessions: 1000) == 1000)
        {
        }
        #endregion
    }

    public static async Task<string?> ValidateAsync(WeChatMiniClient weChat, string? token)
    {
        #region validate
        MiniSession? session = await weChat.Sessions.ValidateAsync(token); // null: sign in again; it throws when the store does not answer
        #endregion
        return session?.UserId;
    }
}
