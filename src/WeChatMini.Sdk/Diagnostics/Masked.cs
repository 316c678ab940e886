namespace WeChatMini.Sdk.Diagnostics;

/// <summary>Shortens what a person may need to recognise but nobody may copy.</summary>
internal static class Masked
{
    /// <summary>The first four characters of an openid.</summary>
    public static string OpenId(string openId) => openId.Length <= 4 ? "…" : string.Concat(openId.AsSpan(0, 4), "…");
}
