using System.Security.Cryptography;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Signatures;

/// <summary>Signs a request over the bytes that the socket will get.</summary>
/// <param name="pay">The AppKeys of this client; null when it has none of its own and those of the app's options count.</param>
internal sealed class RequestSigner(PayKeys? pay)
{
    /// <summary>Returns the parameters that only the last hop may add: those of the call and its signatures.</summary>
    /// <param name="client">The mini-program.</param>
    /// <param name="request">The request, its content in memory.</param>
    /// <param name="cancellationToken">Ends the wait for the session store.</param>
    /// <exception cref="Errors.WeChatException">The session has no key, or there is no AppKey.</exception>
    public async ValueTask<(string Name, string Value)[]> SignAsync(WeChatMiniClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var session = call is null ? RequestSigning.Of(request) : call.Signer();
        var path = request.RequestUri!.AbsolutePath;
        var wanted = RequestSigning.SignaturesOf(request);
        var keys = pay ?? client.App.Snapshot.Pay;
        var isPaid = wanted?.HasFlag(RequestSignatures.PaySig) == true || (keys is not null && PayKeys.AreFor(path));
        if (session is null && !isPaid)
        {
            return call?.Parameters() ?? [];
        }

        var body = call?.Body() ?? (request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        List<(string, string)> parameters = [.. call?.Parameters() ?? []];
        if (isPaid)
        {
            parameters.Add(("pay_sig", (keys ?? throw PayKeys.Missing()).Sign(path, body)));
        }

        if (session is not null)
        {
            var key = await client.SessionKeys.CurrentAsync(session, cancellationToken).ConfigureAwait(false);
            parameters.Add(("signature", HexSignature.Compute(key, body)));
            CryptographicOperations.ZeroMemory(key);
            if (wanted?.HasFlag(RequestSignatures.SigMethod) ?? !path.StartsWith("/xpay/", StringComparison.Ordinal))
            {
                // WeChat documents no sig_method for virtual payment.
                parameters.Add(("sig_method", "hmac_sha256"));
            }
        }

        return [.. parameters];
    }
}
