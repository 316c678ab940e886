using Microsoft.Extensions.DependencyInjection;
using Refit;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.AotSmoke;

/// <summary>One instance of an application that calls server APIs and shares its tokens in Redis.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Instance(SmokeSettings settings, string redis)
    {
        var services = new ServiceCollection();
        services.AddWeChatMini(options =>
        {
            options.AppId = settings.AppId;
            options.AppSecret = settings.AppSecret;
            options.BaseAddress = settings.Address;
        }).ShareAccessTokens(redis);
        services.AddHttpClient<CheckClient>().AddWeChatMiniApi();
        services.AddRefitGeneratedClient<ICheckApi>(static _ => RefitSettings.ForJsonContext(CheckJson.Default)).AddWeChatMiniApi();
        _services = services.BuildServiceProvider();
    }

    public IAccessTokenProvider Tokens => _services.GetRequiredService<WeChatMiniClient>().AccessTokens;

    public CheckClient Typed => _services.GetRequiredService<CheckClient>();

    public ICheckApi Refit => _services.GetRequiredService<ICheckApi>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
