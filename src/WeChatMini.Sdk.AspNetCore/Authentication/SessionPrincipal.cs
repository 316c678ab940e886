using System.Security.Claims;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>A session as the framework's authorization sees it.</summary>
internal static class SessionPrincipal
{
    public static ClaimsPrincipal Of(MiniSession session, string scheme)
    {
        // Short names for name and role, so that the login handler's claims "name" and "role" mean what they say.
        var identity = new ClaimsIdentity(scheme, nameType: "name", roleType: "role");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, session.UserId ?? session.OpenId));
        identity.AddClaim(new Claim(WeChatMiniDefaults.OpenIdClaim, session.OpenId));
        identity.AddClaim(new Claim(WeChatMiniDefaults.AppIdClaim, session.AppId));
        if (session.UnionId is { } unionId)
        {
            identity.AddClaim(new Claim(WeChatMiniDefaults.UnionIdClaim, unionId));
        }

        foreach (var (type, value) in session.Claims)
        {
            identity.AddClaim(new Claim(type, value));
        }

        return new ClaimsPrincipal(identity);
    }
}
