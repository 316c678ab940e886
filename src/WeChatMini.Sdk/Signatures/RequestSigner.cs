using System.Security.Cryptography;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Signatures;

/// <summary>Signs a request over the bytes that the socket will get.</summary>
/// <param name="pay">The AppKeys of this client; null when it has none of its own and those of the app's options count.</param>
internal sealed class RequestSigner(PayKeys? pay)
{
    /// <summary>Returns the parameters that only the last hop may add, those of the call and its signatures, with the body that is signed.</summary>
    /// <param name="client">The mini-program.</param>
    /// <param name="request">The request, its content in memory.</param>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">Ends the wait for the session store.</param>
    /// <exception cref="WeChatException">The session has no key, there is no AppKey, or the body cannot hold a signature.</exception>
    public async ValueTask<SignedParts> SignAsync(WeChatMiniClient client, HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var session = call is null ? RequestSigning.Of(request) : call.Signer();
        var wanted = RequestSigning.SignaturesOf(request);
        var keys = pay ?? client.App.Snapshot.Pay;
        if (wanted is { } named && RequestSigning.IsInBody(named))
        {
            var signed = call?.Body() ?? await BodyBytes.ReadAsync(request.Content, cancellationToken).ConfigureAwait(false);
            return new(call?.Parameters() ?? [], signed)
            {
                InBody = named == RequestSignatures.DeliverySign
                    ? new DeliveryBody(signed, client.Options.Delivery)
                    : await MidasAsync(client, session, keys, path, signed, cancellationToken).ConfigureAwait(false),
            };
        }

        var isPaid = wanted?.HasFlag(RequestSignatures.PaySig) == true || (keys is not null && PayKeys.AreFor(path));
        if (session is null && !isPaid)
        {
            return new(call?.Parameters() ?? [], call?.Body());
        }

        var body = call?.Body() ?? await BodyBytes.ReadAsync(request.Content, cancellationToken).ConfigureAwait(false);
        var paySig = isPaid ? (keys ?? throw PayKeys.Missing()).Sign(path, body) : null;
        var signature = session is null ? null : await SignAsync(client, session, body, cancellationToken).ConfigureAwait(false);

        // WeChat documents no sig_method for virtual payment.
        var hasMethod = signature is not null && (wanted?.HasFlag(RequestSignatures.SigMethod) ?? !path.StartsWith("/xpay/", StringComparison.Ordinal));
        return new(Join(call?.Parameters() ?? [], paySig, signature, hasMethod), body);
    }

    private static async ValueTask<MidasBody> MidasAsync(WeChatMiniClient client, MiniSession? session, PayKeys? keys, string path, byte[] body, CancellationToken cancellationToken)
    {
        var appKey = (keys ?? throw PayKeys.Missing()).Midas(path);
        var key = await client.SessionKeys.CurrentAsync(session ?? throw new WeChatException(WeChatErrorKind.Misconfigured, "This call is signed for a user, too: give it the user's session."), cancellationToken).ConfigureAwait(false);
        return new MidasBody(body, path, appKey, key, client.AppId, client.App.Clock.GetUtcNow());
    }

    private static (string Name, string Value)[] Join((string Name, string Value)[] own, string? paySig, string? signature, bool hasMethod)
    {
        var all = new (string, string)[own.Length + (paySig is null ? 0 : 1) + (signature is null ? 0 : 1) + (hasMethod ? 1 : 0)];
        own.CopyTo(all, 0);
        var next = own.Length;
        if (paySig is not null)
        {
            all[next++] = ("pay_sig", paySig);
        }

        if (signature is not null)
        {
            all[next++] = ("signature", signature);
        }

        if (hasMethod)
        {
            all[next] = ("sig_method", "hmac_sha256");
        }

        return all;
    }

    private static async ValueTask<string> SignAsync(WeChatMiniClient client, MiniSession session, byte[] body, CancellationToken cancellationToken)
    {
        var key = await client.SessionKeys.CurrentAsync(session, cancellationToken).ConfigureAwait(false);
        try
        {
            return HexSignature.Compute(key, body);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
