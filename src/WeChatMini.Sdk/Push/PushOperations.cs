using System.Text;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Push.Security;
using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push;

/// <summary>What <c>{prefix}/push</c> does. Whatever is wrong with a request is one answer without detail and one log event.</summary>
internal static class PushOperations
{
    /// <summary>Nearly every push is answered with it. It is always the same, and nobody can change it.</summary>
    private static readonly MiniResponse Success = new(200, "text/plain", "success"u8.ToArray());

    public static bool IsServed(WeChatMiniClient client) => client.Options.Push.IsConfigured || client.CloudRun is { AcceptPush: true };

    /// <summary>WeChat checks the address: the echo goes back as it came, in every mode.</summary>
    public static ValueTask<MiniResponse> CheckAsync(WeChatMiniClient client, MiniRequest request, CancellationToken cancellationToken)
    {
        var verifier = new PushVerifier(client.App.Snapshot);
        return new(verifier.Admit(request.Query, client.App.Clock.GetUtcNow()) && verifier.Query.Echo is { } echo
            ? new MiniResponse(200, "text/plain", Encoding.ASCII.GetBytes(echo.ToString()))
            : Refuse(client));
    }

    /// <summary>WeChat delivers a push. Once the body is there its handlers run to their end, also when WeChat has cut the connection.</summary>
    public static async ValueTask<MiniResponse> DeliverAsync(WeChatMiniClient client, MiniRequest request, CancellationToken cancellationToken)
    {
        if (client.CloudRun is { AcceptPush: true } && PushQuery.IsUnsigned(request.Query))
        {
            return await DeliverCloudRunAsync(client, request).ConfigureAwait(false);
        }

        var snapshot = client.App.Snapshot;
        var verifier = new PushVerifier(snapshot);
        if (!verifier.Admit(request.Query, client.App.Clock.GetUtcNow())
            || await ReadBodyAsync(request, snapshot).ConfigureAwait(false) is not { } body
            || verifier.Open(body) is not { } opened)
        {
            return Refuse(client);
        }

        return await AnswerAsync(client, request, opened).ConfigureAwait(false);
    }

    /// <summary>CloudRun neither signs nor encrypts; a request that came through WeChat has X-WX-SOURCE. Its probe asks for nothing and gets nothing.</summary>
    private static async ValueTask<MiniResponse> DeliverCloudRunAsync(WeChatMiniClient client, MiniRequest request)
    {
        if (await ReadBodyAsync(request, client.App.Snapshot).ConfigureAwait(false) is not { } body || PushReader.Read(body, PushReader.InnerDepth) is not { } document)
        {
            return Refuse(client);
        }

        if (document.Root.GetText("action") == "CheckContainerPath" && document.Root.Parts.Count == 1)
        {
            return Success;
        }

        return CameThroughWeChat(client, request) ? await AnswerAsync(client, request, new OpenedPush(document, null)).ConfigureAwait(false) : Refuse(client);
    }

    private static bool CameThroughWeChat(WeChatMiniClient client, MiniRequest request)
    {
        try
        {
            var appId = CloudRunHeaders.Value(request.Headers, "X-WX-APPID");
            return CloudRunHeaders.Value(request.Headers, "X-WX-SOURCE") is not null && (appId is null || appId == client.AppId);
        }
        catch (WeChatException)
        {
            return false;
        }
    }

    private static async ValueTask<MiniResponse> AnswerAsync(WeChatMiniClient client, MiniRequest request, OpenedPush opened)
    {
        var push = PushCatalogue.Create(opened.Document);
        if (await client.Pushes.DispatchAsync(push, opened.Seal is not null, request.Deadline).ConfigureAwait(false) is not { } reply)
        {
            // Any other answer than 200 makes WeChat send it again.
            return new MiniResponse(500, null, default);
        }

        if (reply.AsSpan().SequenceEqual("success"u8))
        {
            return Success;
        }

        var body = opened.Seal is { } seal ? seal.Seal(push.Format, reply, client.App.Clock.GetUtcNow()) : reply;
        return new MiniResponse(200, push.Format == PushFormat.Json ? "application/json" : "application/xml", body);
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(MiniRequest request, AppSnapshot snapshot)
    {
        var most = snapshot.Options.Push.MaxBodyBytes;
        var body = request.ReadBody is { } read ? await read(most + 1).ConfigureAwait(false) : request.Body;
        return body?.Length <= most ? body : null;
    }

    private static MiniResponse Refuse(WeChatMiniClient client)
    {
        client.Log.PushRefused(client.App.Label);
        client.Pushes.Instruments.PushRefused();
        return new MiniResponse(403, null, default);
    }
}
