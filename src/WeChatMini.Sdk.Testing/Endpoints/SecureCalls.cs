namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>Hands a call to its API: as it is, or opened and the answer sealed.</summary>
internal static class SecureCalls
{
    public static FakeReply Answer(FakeApp app, string path, FakeRequest request, Func<FakeApiRequest, FakeApiAnswer> api, WeChatErrors errors)
    {
        if (!request.Headers.Keys.Any(static name => name.StartsWith("Wechatmp-", StringComparison.OrdinalIgnoreCase)) && !app.SecureApi.IsRequired)
        {
            return Plain(api(new FakeApiRequest(app, request.Method, request.Body, request.Query, request.Headers)));
        }

        if (!app.SecureApi.IsServed)
        {
            // Signed by somebody who has other ciphers than this fake, and serves them, too.
            return Plain(api(new FakeApiRequest(app, request.Method, request.Body, request.Query, request.Headers)));
        }

        var (code, call) = app.SecureApi.Open(path, request.Headers, request.Body);
        if (call is null)
        {
            return errors.Reply(code);
        }

        var answer = api(new FakeApiRequest(app, request.Method, call.Body, name => request.Query(name) is { Length: > 0 } value ? value : call.Query(name), request.Headers, call.Plaintext));
        var wire = app.SecureApi.Seal(path, answer.Body.ToArray());
        return new FakeReply(200, answer.ContentType, wire.Body) { Headers = [.. wire.Headers] };
    }

    private static FakeReply Plain(FakeApiAnswer answer) => new(200, answer.ContentType, answer.Body.ToArray()) { Headers = [.. answer.Headers] };
}
