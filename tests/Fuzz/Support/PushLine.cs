using System.Text;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;

namespace WeChatMini.Fuzz.Support;

/// <summary>A mini-program with a handler for every push that reads all of it, reached by whole requests.</summary>
internal sealed class PushLine
{
    private readonly App _app;

    public PushLine(Action<WeChatMiniOptions>? configure = null, Action<Sdk.DependencyInjection.WeChatMiniBuilder>? build = null) => _app = new App(configure, builder =>
    {
        builder.UsePushDeduplication(static _ => new NoMemory());
        builder.AddPushHandler<PushMessage>((push, context, _) =>
        {
            Handle(push, context);
            return default;
        });
        build?.Invoke(builder);
    });

    /// <summary>What the handler got from the last request; null when it got nothing.</summary>
    public PushMessage? Handled { get; private set; }

    private Exception? Failure { get; set; }

    /// <summary>Sends what the query and body say. Whatever they are, it is taken or refused.</summary>
    /// <returns>The answer when it was taken; null when it was refused.</returns>
    public MiniResponse? Send(string method, string query, ReadOnlyMemory<byte> body)
    {
        (Handled, Failure) = (null, null);
        var answer = _app.Send(new MiniRequest(method, "/wx/push", null, body) { Query = query });
        Check.That(Failure is null, $"A handler that reads the push failed: {Failure}");
        Check.That(answer.StatusCode is 200 or 403, $"A push was answered with {answer.StatusCode}.");
        Check.That(answer.StatusCode == 200 || (answer.Body.IsEmpty && Handled is null), "A refusal says something, or came after the handler.");
        return answer.StatusCode == 200 ? answer : null;
    }

    /// <summary>Sends an envelope with the signatures that it must have.</summary>
    public MiniResponse? SendSealed(string encrypt, string token = App.PushToken)
    {
        var query = $"signature={PushSealing.Sign(token, PushSealing.Time, PushSealing.Nonce)}&timestamp={PushSealing.Time}&nonce={PushSealing.Nonce}" +
            $"&encrypt_type=aes&msg_signature={PushSealing.Sign(token, PushSealing.Time, PushSealing.Nonce, encrypt)}";
        return Send("POST", query, Encoding.UTF8.GetBytes($"<xml><ToUserName>gh_1</ToUserName><Encrypt>{encrypt}</Encrypt></xml>"));
    }

    /// <summary>Sends a body in plain mode.</summary>
    public MiniResponse? SendPlain(ReadOnlyMemory<byte> body) =>
        Send("POST", $"signature={PushSealing.Sign(App.PushToken, PushSealing.Time, PushSealing.Nonce)}&timestamp={PushSealing.Time}&nonce={PushSealing.Nonce}", body);

    /// <summary>Its failure would be an answer; it is kept to be shown.</summary>
    private void Handle(PushMessage push, PushContext context)
    {
        try
        {
            Handled = push;
            PushWalk.ReadAll(push);
            if (push.MessageType is { } type && type != "event")
            {
                context.ReplyWith(PushReply.TransferToCustomerService());
            }
        }
        catch (Exception exception)
        {
            Failure = exception;
            throw;
        }
    }
}
