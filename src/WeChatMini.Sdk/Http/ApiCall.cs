using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// Travels with a call of ours to a server API: whose it is, whose session_key signs it, and the parameters and body that only the
/// last hop adds. Prints nothing, and has no property with a secret: logs take objects apart.
/// </summary>
internal sealed class ApiCall
{
    public const string OptionsKey = "WeChatMini.ApiCall";

    public static readonly HttpRequestOptionsKey<ApiCall> Key = new(OptionsKey);

    private readonly (string Name, string Value)[] _query;
    private readonly byte[]? _body;
    private readonly MiniSession? _session;

    public ApiCall(WeChatMiniClient client, MiniSession? session, params (string Name, string Value)[] query)
    {
        Client = client;
        _session = session;
        _query = query;
    }

    public ApiCall(WeChatMiniClient client, byte[] body)
    {
        Client = client;
        _query = [];
        _body = body;
    }

    public ApiCall(WeChatMiniClient client, MiniSession? session, byte[]? body, params (string Name, string Value)[] query)
        : this(client, session, query) => _body = body;

    public WeChatMiniClient Client { get; }

    /// <summary>False for the few calls that come with a credential of their own.</summary>
    public bool NeedsToken { get; init; } = true;

    public static ApiCall? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var call) ? call : null;

    /// <summary>Whose session_key signs the call; null when none does.</summary>
    public MiniSession? Signer() => _session;

    public (string Name, string Value)[] Parameters() => _query;

    public byte[]? Body() => _body;

    public override string ToString() => nameof(ApiCall);
}
