using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.UserData;

/// <summary>Makes the calls of <see cref="IUserApi"/> and takes what was asked for out of the answers.</summary>
/// <param name="services">Has the API, which is made on first use: most functions never call it.</param>
/// <param name="clock">Times the repetitions.</param>
internal sealed class UserCalls(IServiceProvider services, TimeProvider clock)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(1);

    private static readonly int[] RetryDelays = [200, 600];

    private readonly Lazy<IUserApi> _api = new(services.GetRequiredService<IUserApi>);

    /// <summary>Whose calls these are; set once, right after both exist.</summary>
    public WeChatMiniClient Client { get; set; } = null!;

    public Task CheckSessionAsync(MiniSession session, CancellationToken cancellationToken) =>
        ReadAsync(() => new ApiCall(Client, session, ("openid", session.OpenId)), _api.Value.CheckSessionAsync, cancellationToken);

    public async Task<string> ResetSessionKeyAsync(MiniSession session, CancellationToken cancellationToken)
    {
        var body = await SendAsync(new ApiCall(Client, session, ("openid", session.OpenId)), _api.Value.ResetSessionKeyAsync, cancellationToken).ConfigureAwait(false);
        return Answer(body, UserDataJsonContext.Default.SessionKeyReply) is { SessionKey: { Length: > 0 } key } reply && (reply.OpenId ?? session.OpenId) == session.OpenId
            ? key
            : throw Unusable("resetusersessionkey", "Let the mini-program call wx.login again: the old session_key may be gone.");
    }

    public async Task<PhoneNumber> GetPhoneNumberAsync(string code, string? openId, CancellationToken cancellationToken)
    {
        LoginCode.Check(code);
        var call = new ApiCall(Client, JsonSerializer.SerializeToUtf8Bytes(new PhoneNumberBody { Code = code, OpenId = openId }, UserDataJsonContext.Default.PhoneNumberBody));
        var body = await SendAsync(call, _api.Value.GetPhoneNumberAsync, cancellationToken).ConfigureAwait(false);
        return Answer(body, UserDataJsonContext.Default.PhoneNumberReply)?.Phone is { Number.Length: > 0 } phone
            ? phone
            : throw Unusable("getuserphonenumber", "The code may be spent: let the user tap the button again.");
    }

    public async Task<string> GetPaidUnionIdAsync((string, string)[] query, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(() => new ApiCall(Client, null, query), _api.Value.GetPaidUnionIdAsync, cancellationToken).ConfigureAwait(false);
        return Answer(body, UserDataJsonContext.Default.PaidUnionIdReply) is { UnionId: { Length: > 0 } unionId } ? unionId : throw Unusable("getpaidunionid", "Try again.");
    }

    public async Task<EncryptedMessageCheck> CheckEncryptedMessageAsync(string hash, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new EncryptedMessageBody { Hash = hash }, UserDataJsonContext.Default.EncryptedMessageBody);
        try
        {
            var body = await ReadAsync(() => new ApiCall(Client, json), _api.Value.CheckEncryptedMessageAsync, cancellationToken).ConfigureAwait(false);
            return Answer(body, UserDataJsonContext.Default.EncryptedMessageReply) is { IsValid: { } isValid } reply
                ? new EncryptedMessageCheck(isValid, reply.CreateTime is > 0 and < 253402300800 and var time ? DateTimeOffset.FromUnixTimeSeconds(time) : null)
                : throw Unusable("checkencryptedmsg", "Try again.");
        }
        catch (WeChatException failure) when (failure.ErrorCode == 1)
        {
            // "Not found": unknown, older than 3 days, or another mini-program's.
            return new EncryptedMessageCheck(false, null);
        }
    }

    public async Task<IReadOnlyList<UserEncryptKey>> GetEncryptKeysAsync(MiniSession session, CancellationToken cancellationToken)
    {
        Func<ApiCall, CancellationToken, Task<HttpResponseMessage>> send = Client.Options.UserData.GetEncryptKeysByGet ? _api.Value.GetEncryptKeysAsync : _api.Value.PostForEncryptKeysAsync;
        var now = clock.GetUtcNow();
        var body = await ReadAsync(() => new ApiCall(Client, session, ("openid", session.OpenId)), send, cancellationToken).ConfigureAwait(false);
        return Answer(body, UserDataJsonContext.Default.EncryptKeysReply)?.Keys is { } entries && entries.Select(entry => Key(entry, now)).OfType<UserEncryptKey>().ToArray() is var keys && keys.Length == entries.Count
            ? keys
            : throw Unusable("getuserencryptkey", "Try again.");
    }

    private static UserEncryptKey? Key(EncryptKeyEntry entry, DateTimeOffset now)
    {
        var key = new byte[18];
        if (entry is not { Key: { Length: > 0 } text, Iv: { Length: > 0 } iv, CreateTime: > 0 and < 200_000_000_000, ExpiresIn: >= 0 and < 10_000_000 } || !Convert.TryFromBase64String(text, key, out var length) || length != 16)
        {
            return null;
        }

        // WeChat's page leaves open whether expire_in counts from now or from the beginning: the earlier of both ends is right either way.
        var createdAt = DateTimeOffset.FromUnixTimeSeconds(entry.CreateTime);
        var ends = (createdAt + KeyLife, now.AddSeconds(entry.ExpiresIn));
        return new UserEncryptKey(key[..16], iv, entry.Version, createdAt, ends.Item1 < ends.Item2 ? ends.Item1 : ends.Item2);
    }

    private static T? Answer<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class => JsonAnswer.Read(body, type);

    private static WeChatException Unusable(string operation, string advice) => new CallErrors(operation, advice, static (_, known) => known).Unusable("did not hold what was asked for");

    /// <summary>What is neither ours nor the caller's leaving comes from a handler of the application's, which may have thrown before the call left or after.</summary>
    private static Exception FailureOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        ApiRequestException { InnerException: WeChatException ours } => ours,
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
        ApiRequestException request => ApiErrors.Of(request.RequestMessage.RequestUri!.AbsolutePath).OfException(request, mayHaveLeft: true),
        _ => ApiErrors.Of("the call").OfException(exception, mayHaveLeft: true),
    };

    private static async Task<byte[]> SendAsync(ApiCall call, Func<ApiCall, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        Exception failure;
        try
        {
            using var response = await send(call, cancellationToken).ConfigureAwait(false);
            return response.Content is BodyContent body ? body.Bytes : [];
        }
        catch (Exception exception) when (exception is ApiRequestException or OperationCanceledException)
        {
            failure = FailureOf(exception, cancellationToken);
        }

        // Outside the catch: Refit's exception holds the request, and must not become anybody's inner one.
        throw failure;
    }

    private async Task<byte[]> ReadAsync(Func<ApiCall> call, Func<ApiCall, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await SendAsync(call(), send, cancellationToken).ConfigureAwait(false);
            }
            catch (WeChatException failure) when (attempt < RetryDelays.Length && failure.Kind is (WeChatErrorKind.Busy or WeChatErrorKind.OutcomeUnknown) && !cancellationToken.IsCancellationRequested)
            {
                var delay = RetryDelays[attempt] * RandomNumberGenerator.GetInt32(75, 125) / 100;
                await Task.Delay(TimeSpan.FromMilliseconds(delay), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
