namespace WeChatMini.Sdk.LeakTests;

/// <summary>The long form of the gates, for <c>eng/long</c>.</summary>
internal static class LongRun
{
    private static readonly bool IsOn = Environment.GetEnvironmentVariable("WECHATMINI_LONG") is { Length: > 0 } value && value != "0";

    public static int Of(int normal, int full) => IsOn ? full : normal;
}
