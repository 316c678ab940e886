using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>Describes one of WeChat's server APIs: where it is and what may be done with it. Immutable.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path, such as <c>/wxa/msg_sec_check</c>.</param>
/// <param name="retry">What may be done again; nothing by default.</param>
public sealed class ServerApi(HttpMethod method, string path, ServerApiRetry retry = ServerApiRetry.Never)
{
    /// <summary>Gets the HTTP method.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>Gets the path.</summary>
    public string Path { get; } = path;

    /// <summary>Gets what may be done again.</summary>
    public ServerApiRetry Retry { get; } = retry;

    /// <summary>Gets whether the app's access token is added.</summary>
    /// <value>True by default; a few APIs come with a credential of their own.</value>
    public bool NeedsToken { get; init; } = true;

    /// <summary>Gets the signatures that the API wants.</summary>
    /// <value>None by default: then the path alone says whether it is a payment's, which is signed once there is an AppKey.</value>
    public RequestSignatures Signatures { get; init; }

    /// <summary>Gets the codes with which WeChat says that the thing was done before, and that are no failures therefore.</summary>
    /// <value>None by default. Of a call that the secure API protects they count only in an answer that is signed.</value>
    public IReadOnlyList<int> DoneCodes { get; init; } = [];
}
