using Microsoft.Extensions.Options;
using WeChatMini.Sdk;

namespace Snippets;

#region tenant-options
internal sealed class TenantOptions(ITenants tenants) : IConfigureNamedOptions<WeChatMiniOptions>
{
    public void Configure(WeChatMiniOptions options) => Configure("", options);

    public void Configure(string? name, WeChatMiniOptions options)
    {
        if (tenants.Find(name ?? "") is { } tenant)
        {
            options.AppId = tenant.AppId;
            options.AppSecret = tenant.AppSecret;
        }
    }
}
#endregion
