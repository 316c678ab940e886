namespace WeChatMini.Sdk.Apis;

/// <summary>The way from a mini-program to its server APIs.</summary>
public static class WeChatMiniApis
{
    /// <summary>Gets the mini-program's server APIs, by area. Costs next to nothing.</summary>
    /// <param name="client">The mini-program.</param>
    public static WeChatApis Apis(this WeChatMiniClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new WeChatApis(client);
    }
}
