using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.DependencyInjection;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

public sealed class EndpointInBytesTests : HttpContract
{
    protected override Task<IFrontDoor> OpenAsync(Func<IServiceCollection, WeChatMiniBuilder> configure) => Task.FromResult<IFrontDoor>(new BytesDoor(configure));
}
