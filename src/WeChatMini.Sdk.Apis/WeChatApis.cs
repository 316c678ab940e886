namespace WeChatMini.Sdk.Apis;

/// <summary>WeChat's server APIs for one mini-program, by area.</summary>
public sealed partial class WeChatApis
{
    private readonly WeChatMiniClient _client;

    internal WeChatApis(WeChatMiniClient client) => _client = client;
}
