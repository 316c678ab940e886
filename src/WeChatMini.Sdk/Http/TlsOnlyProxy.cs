using System.Net;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// The proxy that the environment names, for https only. What goes in the clear goes to this machine, or in CloudRun to the
/// platform; a proxy is another machine, and would read the AppSecret or the token server's key.
/// </summary>
internal sealed class TlsOnlyProxy(IWebProxy environment) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => environment.Credentials;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => environment.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.Scheme != Uri.UriSchemeHttps || environment.IsBypassed(host);
}
