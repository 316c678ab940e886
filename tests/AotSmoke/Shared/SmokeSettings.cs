namespace WeChatMini.AotSmoke;

/// <summary>Where FakeWeChat is, and the login codes that it gave for this run. They come as arguments: address, AppID, AppSecret, codes.</summary>
internal sealed class SmokeSettings(string[] args)
{
    private int _used;

    public Uri Address { get; } = new(args[0]);

    public string AppId { get; } = args[1];

    public string AppSecret { get; } = args[2];

    /// <summary>A code that FakeWeChat never gave.</summary>
    public static string WrongCode => "0f3neverissued000000000000000000";

    public string NextCode() => args[3 + _used++];
}
