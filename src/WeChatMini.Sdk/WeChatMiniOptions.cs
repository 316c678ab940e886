using System.Diagnostics;
using System.Text.Json.Serialization;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Sdk;

/// <summary>The settings of one mini-program. Bind them to a configuration section or set them in code.</summary>
/// <remarks>They are validated before first use, at start-up where there is a host. A reload replaces the whole object; do not change one that is in use.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WeChatMiniOptions
{
    private static readonly Uri WeChat = new("https://api.weixin.qq.com");
    private static readonly Uri WeChatBackup = new("https://api2.weixin.qq.com");

    /// <summary>Gets or sets the AppID, <c>wx</c> and 16 hexadecimal digits, from the console's Development settings.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Gets or sets the AppSecret. It is sent to WeChat, derives the key that seals session_keys, and is printed nowhere.</summary>
    [JsonIgnore]
    public string AppSecret { get; set; } = "";

    /// <summary>Gets or sets earlier AppSecrets, so that what they sealed stays readable after a rotation. They are never sent.</summary>
    /// <value>Empty by default. Keep an entry for as long as sessions live (<see cref="WeChatSessionOptions.AbsoluteTimeout"/>).</value>
    [JsonIgnore]
    public IList<string> PreviousAppSecrets { get; set; } = [];

    /// <summary>Gets or sets keys that seal session_keys instead of the one derived from the AppSecret: Base64 of 32 random bytes each.</summary>
    /// <value>Empty by default. The first seals; all of them open. Rotate by putting a new one in front.</value>
    [JsonIgnore]
    public IList<string> SessionKeyRing { get; set; } = [];

    /// <summary>Gets or sets WeChat's address: https, or http on a loopback address (for FakeWeChat).</summary>
    /// <value>Defaults to <c>https://api.weixin.qq.com</c>.</value>
    public Uri BaseAddress { get; set; } = WeChat;

    /// <summary>Gets or sets the address that is tried once when no connection to <see cref="BaseAddress"/> can be made; null turns that off.</summary>
    /// <value>Defaults to <c>https://api2.weixin.qq.com</c>, WeChat's documented disaster-recovery host, while <see cref="BaseAddress"/> is WeChat's own.</value>
    public Uri? BackupAddress { get; set; } = WeChatBackup;

    /// <summary>Gets or sets how long a whole login may take: exchange, login handler and session write.</summary>
    /// <value>Defaults to 4.5 seconds; a host's own deadline, less 300 ms, shortens it.</value>
    public TimeSpan LoginTimeout { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>Gets or sets the rules of sessions.</summary>
    public WeChatSessionOptions Sessions { get; set; } = new();

    /// <summary>Gets or sets how access tokens are fetched.</summary>
    public WeChatAccessTokenOptions AccessTokens { get; set; } = new();

    /// <summary>Gets or sets how user data that the mini-program hands over is judged.</summary>
    public WeChatUserDataOptions UserData { get; set; } = new();

    /// <summary>Gets or sets what WeChat's console shows under Message Push; without a Token there is none.</summary>
    public WeChatPushOptions Push { get; set; } = new();

    /// <summary>Gets or sets the keys with which server APIs are called encrypted and signed; without them they are called as they are.</summary>
    public WeChatSecureApiOptions SecureApi { get; set; } = new();

    /// <summary>Gets or sets the AppKeys that sign calls of virtual payment, mini-game payment and the B2B assistant.</summary>
    public WeChatPaymentOptions Payment { get; set; } = new();

    /// <summary>Gets or sets what signs calls of instant delivery.</summary>
    public WeChatDeliveryOptions Delivery { get; set; } = new();

    /// <summary>Gets or sets the names of the claims that <c>GET session</c> shows to the mini-program.</summary>
    /// <value>Empty by default: claims stay on the server.</value>
    public IList<string> ExposedClaims { get; set; } = [];

    /// <summary>Gets or sets whether sessions that only one instance can see are allowed on a function host, where the next request may meet another instance.</summary>
    /// <value>False by default: memory or a local database file there is an error at start-up.</value>
    public bool AllowPerInstanceSessions { get; set; }

    /// <summary>The backup in force: who points the library at another address did not ask for WeChat's second one.</summary>
    internal Uri? EffectiveBackupAddress => BackupAddress == WeChatBackup && BaseAddress != WeChat ? null : BackupAddress;

    /// <summary>Names the app and hides everything else.</summary>
    public override string ToString() => $"WeChatMiniOptions {{ AppId = {AppId}, AppSecret = *** }}";
}
