using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Fuzz.Targets;

/// <summary>The body of an answer of WeChat, or of whoever stands in its place: to a login after <c>l</c>, to a request for a token after <c>t</c>, to the calls about a user after <c>u</c>.</summary>
internal sealed class ApiAnswer : IFuzzTarget
{
    private static readonly WeChatErrorKind[] Kinds = [.. Enum.GetValues<WeChatErrorKind>().Where(static kind => kind is not (WeChatErrorKind.StoreUnavailable or WeChatErrorKind.Refused))];

    private readonly App _app = new();
    private readonly WeChatTokenSource _tokens;

    public ApiAnswer() => _tokens = _app.Get<WeChatTokenSource>();

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return false;
        }

        var body = _app.WeChat.Answer = input[1..].ToArray();
        switch (input[0])
        {
            case (byte)'l' when Check.ResultOr(new ValueTask<MiniIdentity>(_app.Client.ExchangeCodeAsync("code")), Kinds) is { } identity:
                using (var document = JsonOracle.ParseObject(body, 64, "openid", "session_key", "unionid", "errcode", "errmsg"))
                {
                    Check.That(identity.OpenId == document.RootElement.GetProperty("openid").GetString() && identity.OpenId.Length > 0, "A login has another openid than the answer.");
                    Check.That(document.RootElement.GetProperty("session_key").GetString() is { Length: > 0 }, "A login without session_key succeeded.");
                }

                return true;

            // Forced, for otherwise it waits and asks again.
            case (byte)'t' when Check.ResultOr(new ValueTask<FetchedToken>(_tokens.FetchAsync(_app.Client.Options, null, force: true, default)), Kinds) is { } token:
                using (var document = JsonOracle.ParseObject(body, 64, "access_token", "expires_in", "errcode", "errmsg"))
                {
                    Check.That(token.Value == document.RootElement.GetProperty("access_token").GetString() && token.Value.Length > 0, "A token is another one than in the answer.");
                    Check.That(token.EndsAt > StillClock.Now && token.EndsAt <= StillClock.Now.AddSeconds(7200), "A token lives longer than WeChat gives.");
                }

                return true;
            case (byte)'u':
                object?[] read =
                [
                    ErrorOnly.Of(body),
                    JsonAnswer.Read(body, UserDataJsonContext.Default.PhoneNumberReply),
                    JsonAnswer.Read(body, UserDataJsonContext.Default.PaidUnionIdReply),
                    JsonAnswer.Read(body, UserDataJsonContext.Default.SessionKeyReply),
                    JsonAnswer.Read(body, UserDataJsonContext.Default.EncryptedMessageReply),
                    JsonAnswer.Read(body, UserDataJsonContext.Default.EncryptKeysReply),
                ];
                return read.Any(static reply => reply is not null);
            default:
                return false;
        }
    }
}
