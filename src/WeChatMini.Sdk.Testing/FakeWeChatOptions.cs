namespace WeChatMini.Sdk.Testing;

/// <summary>How <see cref="FakeWeChat.Start(FakeWeChatOptions)"/> sets up a WeChat.</summary>
public sealed class FakeWeChatOptions
{
    /// <summary>Gets or sets the port on 127.0.0.1.</summary>
    /// <value>Defaults to 0: any free port.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets the AppID of the first app.</summary>
    /// <value>Defaults to null: <c>wx</c> and 16 random hexadecimal digits.</value>
    public string? AppId { get; set; }

    /// <summary>Gets or sets the AppSecret of the first app.</summary>
    /// <value>Defaults to null: 32 random hexadecimal digits.</value>
    public string? AppSecret { get; set; }

    /// <summary>Gets or sets whether the clock runs by itself, besides being moved.</summary>
    /// <value>Defaults to false: it stands still until the test moves it.</value>
    public bool ClockRuns { get; set; }

    /// <summary>Gets or sets whether the control API (<c>/_fake/…</c>) is served, for tests in another process or language.</summary>
    /// <value>Defaults to false: what arrives under <c>/_fake</c> is an unknown path like any other.</value>
    public bool ControlApi { get; set; }
}
