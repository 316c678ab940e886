using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace Snippets;

#region keyed-app
internal sealed class Clubs(IWeChatMiniClients apps, [FromKeyedServices("club")] WeChatMiniClient club)
{
    public ValueTask<IReadOnlyList<MiniSession>> DevicesAsync(string openId) => club.Sessions.ListAsync(openId);

    public ValueTask CloseAsync(string app, string openId) => apps.Get(app).Sessions.RevokeAllAsync(openId);
}
#endregion
