using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.DependencyInjection;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

public sealed class AspNetCoreOverHttpTests : HttpContract
{
    protected override async Task<IFrontDoor> OpenAsync(Func<IServiceCollection, WeChatMiniBuilder> configure) =>
        await Server.StartAsync(builder => configure(builder.Services).AddAspNetCore(), app => app.MapWeChatMini());
}
