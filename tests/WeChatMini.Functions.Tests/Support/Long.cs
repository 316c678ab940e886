namespace WeChatMini.Functions.Tests.Support;

/// <summary>How much a test does: enough for every build, or the full figure of a release when WECHATMINI_LONG is set.</summary>
internal static class Long
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("WECHATMINI_LONG") is { Length: > 0 } value && value != "0";

    public static int Or(int everyBuild, int release) => IsOn ? release : everyBuild;
}
