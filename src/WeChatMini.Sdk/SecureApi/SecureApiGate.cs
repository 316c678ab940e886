using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>Decides for each call of an app whether it is protected, and has the keys for it, which follow a reload of the options.</summary>
/// <param name="app">The mini-program.</param>
/// <param name="others">Suites of other packages.</param>
/// <param name="log">Where a refused reload and an old certificate are reported.</param>
internal sealed class SecureApiGate(MiniApp app, IEnumerable<ISecureSuite> others, ILogger log) : IDisposable
{
    private readonly Lock _gate = new();
    private WeChatMiniOptions? _of;
    private SecureKeys? _keys;

    /// <summary>Begins the protection of a call; null when it is left alone. Whoever begins it disposes of it.</summary>
    /// <param name="request">The request, its content in memory.</param>
    /// <param name="path">Its path.</param>
    /// <param name="body">Its body.</param>
    /// <param name="parameters">What the last hop would add to its address, but for the token.</param>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.Misconfigured"/>.</exception>
    /// <exception cref="InvalidOperationException">The body is no JSON object.</exception>
    public SecureCall? Begin(HttpRequestMessage request, string path, ReadOnlyMemory<byte> body, (string Name, string Value)[] parameters)
    {
        var keys = Take();
        try
        {
            var call = keys is null ? null : new SecureCall(keys, path, request.RequestUri!.Query, body, parameters, app.Clock, this);
            keys = null;
            return call;
        }
        finally
        {
            keys?.Dispose();
        }
    }

    /// <summary>Whether a call is protected. Uploads are not, by WeChat's guide, and of GET nobody says how.</summary>
    public bool IsFor(HttpRequestMessage request, string path) =>
        app.Snapshot.Options.SecureApi is { IsConfigured: true } settings && request.Method == HttpMethod.Post && SecurePaths.Contains(path, settings)
        && request.Content?.Headers.ContentType?.MediaType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>Says once that WeChat is about to drop a certificate.</summary>
    public void Warn(SecureKeys keys)
    {
        if (keys.ShouldWarn())
        {
            log.CertificateRetires(app.Label);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _keys?.Dispose();
            (_keys, _of) = (null, null);
        }
    }

    public override string ToString() => nameof(SecureApiGate);

    private SecureKeys? Take()
    {
        lock (_gate)
        {
            var options = app.Snapshot.Options;
            if (!ReferenceEquals(options, _of))
            {
                Renew(options);
            }

            return _keys?.Enter();
        }
    }

    private void Renew(WeChatMiniOptions options)
    {
        try
        {
            var keys = options.SecureApi.IsConfigured ? new SecureKeys(options, Suite(options.SecureApi.Algorithm)) : null;
            _keys?.Dispose();
            (_keys, _of) = (keys, options);
        }
        catch (WeChatException exception) when (_keys is not null)
        {
            // As with every other reload to what is not valid: the old state stays in force.
            _of = options;
            log.ReloadRefused(app.Label, exception.Message);
        }
    }

    private ISecureSuite Suite(SecureApiAlgorithm algorithm) => algorithm == SecureApiAlgorithm.Rsa
        ? RsaSuite.Instance
        : others.FirstOrDefault(suite => suite.Algorithm == algorithm)
            ?? throw new WeChatException(WeChatErrorKind.Misconfigured, "SecureApi:Algorithm is Sm, for which there are no ciphers here. Add the package WeChatMini.Sdk.Apis.Sm and call UseSmCiphers.");
}
