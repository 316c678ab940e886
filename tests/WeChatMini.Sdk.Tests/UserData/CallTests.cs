using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using WeChatMini.Sdk.UserData;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>Server APIs around the session_key and the user.</summary>
public sealed class CallTests : IAsyncDisposable
{
    private const string PhonePath = "/wxa/business/getuserphonenumber";
    private readonly DataBackend _backend = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task WeChat_says_whether_the_key_of_a_session_is_still_valid()
    {
        var (user, session) = await _backend.SignInAsync();

        Assert.True(await _backend.Data.CheckSessionKeyAsync(session, Ct));
        user.RotateSessionKey();
        Assert.False(await _backend.Data.CheckSessionKeyAsync(session, Ct));
        await _backend.Client.Sessions.RevokeAllAsync("o-alice", Ct);
        Assert.False(await _backend.Data.CheckSessionKeyAsync(session, Ct));
    }

    [Fact]
    public async Task A_reset_key_opens_data_at_once_and_the_old_one_for_a_while()
    {
        var (user, session) = await _backend.SignInAsync();
        var before = user.SealProfile();
        _backend.WeChat.Clock.Advance(TimeSpan.FromSeconds(1));

        await _backend.Data.ResetSessionKeyAsync(session, Ct);

        Assert.NotNull(await _backend.OpenAsync(session, user.SealProfile()));
        Assert.NotNull(await _backend.OpenAsync(session, before));
        Assert.True(await _backend.Data.CheckSessionKeyAsync(session, Ct));
        _backend.WeChat.Clock.Advance(TimeSpan.FromMinutes(5));
        await _backend.RefusalOfAsync(session, before);
        Assert.NotNull(await _backend.OpenAsync(session, user.SealProfile()));
    }

    [Fact]
    public async Task A_stale_key_cannot_be_reset()
    {
        var (user, session) = await _backend.SignInAsync();
        user.RotateSessionKey();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.ResetSessionKeyAsync(session, Ct));

        Assert.Equal((WeChatErrorKind.LoginAgain, 87009), (failure.Kind, failure.ErrorCode));
    }

    [Fact]
    public async Task A_reset_whose_answer_is_lost_is_sent_once_and_says_that_nobody_knows()
    {
        var (_, session) = await _backend.SignInAsync();
        _backend.WeChat.Faults.Next(FakeFault.CloseAfterProcessing, path: "/wxa/resetusersessionkey");

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.ResetSessionKeyAsync(session, Ct));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Equal(1, Arrivals("/wxa/resetusersessionkey"));
    }

    [Fact]
    public async Task A_phone_code_gives_the_number_once()
    {
        var (user, session) = await _backend.SignInAsync();
        var code = user.NextPhoneCode();

        var phone = await _backend.Data.GetPhoneNumberAsync(code, session, Ct);
        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.GetPhoneNumberAsync(code, session, Ct));

        Assert.Equal(("13800138000", "86"), (phone.NationalNumber, phone.CountryCode));
        Assert.Equal((WeChatErrorKind.UserActionRequired, 40029), (failure.Kind, failure.ErrorCode));
    }

    [Fact]
    public async Task A_phone_number_says_for_which_app_and_when_it_was_given_also_after_it_was_stored_as_JSON()
    {
        var (user, session) = await _backend.SignInAsync();

        var phone = await _backend.Data.GetPhoneNumberAsync(user.NextPhoneCode(), session, Ct);
        var stored = JsonSerializer.Deserialize<PhoneNumber>(JsonSerializer.Serialize(phone))!;

        Assert.All([phone, stored], number => Assert.Equal((_backend.WeChat.AppId, _backend.WeChat.Clock.GetUtcNow().ToUnixTimeSeconds()), (number.Watermark!.AppId, number.Watermark.GivenAt!.Value.ToUnixTimeSeconds())));
    }

    [Fact]
    public async Task A_phone_code_of_another_user_is_refused()
    {
        var (_, session) = await _backend.SignInAsync("o-alice");
        var (bob, _) = await _backend.SignInAsync("o-bob");

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.GetPhoneNumberAsync(bob.NextPhoneCode(), session, Ct));

        Assert.Equal(WeChatErrorKind.UserActionRequired, failure.Kind);
        Assert.NotNull(await _backend.Data.GetPhoneNumberAsync(bob.NextPhoneCode(), cancellationToken: Ct));
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("closed")]
    public async Task A_phone_code_is_never_sent_twice(string trouble)
    {
        var (user, session) = await _backend.SignInAsync();
        _backend.WeChat.Faults.Next(trouble == "busy" ? FakeFault.Error(-1) : FakeFault.CloseAfterProcessing, path: PhonePath);

        await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.GetPhoneNumberAsync(user.NextPhoneCode(), session, Ct));

        Assert.Equal(1, Arrivals(PhonePath));
    }

    [Fact]
    public async Task A_token_that_WeChat_rejects_is_replaced_and_the_code_sent_again_since_nothing_happened()
    {
        var (user, session) = await _backend.SignInAsync();
        await _backend.Client.AccessTokens.GetTokenAsync(Ct);
        _backend.WeChat.Tokens.InvalidateAll();

        Assert.NotNull(await _backend.Data.GetPhoneNumberAsync(user.NextPhoneCode(), session, Ct));

        Assert.Equal(2, Arrivals(PhonePath));
    }

    [Theory]
    [InlineData("""{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13123456789","purePhoneNumber":"13123456789","countryCode":86,"watermark":{"timestamp":1637744274,"appid":""}}}""", true)]
    [InlineData("""{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13123456789","purePhoneNumber":"13123456789","countryCode":86,"watermark":{"timestamp":{},"appid":[1]}}}""", true)]
    [InlineData("""{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13123456789","purePhoneNumber":"13123456789","countryCode":86,"watermark":["none"]}}""", true)]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""", false)]
    public async Task A_number_is_there_or_the_call_has_failed(string answer, bool isThere)
    {
        _backend.WeChat.Apis.Add(PhonePath, _ => FakeApiAnswer.Json(answer));

        var call = _backend.Data.GetPhoneNumberAsync("code", cancellationToken: Ct);

        if (isThere)
        {
            Assert.Equal(("13123456789", "86"), ((await call).Number, (await call).CountryCode));
        }
        else
        {
            Assert.Equal(WeChatErrorKind.OutcomeUnknown, (await Assert.ThrowsAsync<WeChatException>(() => call)).Kind);
        }
    }

    [Fact]
    public async Task A_payment_brings_the_unionid_for_five_minutes()
    {
        var (user, _) = await _backend.SignInAsync(unionId: "u-alice");
        user.Pay("t-1", "m-1", "order-1");

        Assert.Equal("u-alice", await _backend.Data.GetPaidUnionIdAsync("o-alice", cancellationToken: Ct));
        Assert.Equal("u-alice", await _backend.Data.GetPaidUnionIdAsync("o-alice", "t-1", Ct));
        Assert.Equal("u-alice", await _backend.Data.GetPaidUnionIdAsync("o-alice", "m-1", "order-1", Ct));
        Assert.Equal(89300, (await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.GetPaidUnionIdAsync("o-alice", "t-2", Ct))).ErrorCode);
        _backend.WeChat.Clock.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.GetPaidUnionIdAsync("o-alice", cancellationToken: Ct));
    }

    [Fact]
    public async Task WeChat_knows_the_phone_numbers_that_it_sealed_in_the_last_three_days()
    {
        var (user, _) = await _backend.SignInAsync();
        var data = user.SealPhoneNumber();

        var check = await _backend.Data.CheckEncryptedMessageAsync(data.EncryptedData.Replace('+', ' '), Ct);

        Assert.True(check.IsGenuine);
        Assert.Equal(_backend.WeChat.Clock.GetUtcNow().ToUnixTimeSeconds(), check.CreatedAt!.Value.ToUnixTimeSeconds());
        Assert.False((await _backend.Data.CheckEncryptedMessageAsync(user.SealProfile().EncryptedData, Ct)).IsGenuine);
    }

    [Theory]
    [InlineData(false, "POST")]
    [InlineData(true, "GET")]
    public async Task The_encryption_key_of_a_version_is_the_one_that_the_client_has(bool byGet, string method)
    {
        await using var backend = new DataBackend(options: options => options.UserData.GetEncryptKeysByGet = byGet);
        var (user, session) = await backend.SignInAsync();
        var first = user.NextEncryptKey();
        var second = user.NextEncryptKey();
        backend.WeChat.Clock.Advance(TimeSpan.FromMinutes(10));

        var key = await backend.Data.GetEncryptKeyAsync(session, first.Version, Ct);

        Assert.Equal(first.Key.ToArray(), key!.Key.ToArray());
        Assert.Equal(first.Iv, key.Iv);
        Assert.InRange(key.ExpiresAt, first.CreatedAt.AddHours(1).AddSeconds(-2), first.CreatedAt.AddHours(1));
        Assert.Equal(2, (await backend.Data.GetEncryptKeysAsync(session, Ct)).Count);
        Assert.Null(await backend.Data.GetEncryptKeyAsync(session, second.Version + 1, Ct));
        Assert.DoesNotContain(key.Iv, key.ToString(), StringComparison.Ordinal);
        Assert.All(backend.WeChat.Journal.Arrivals.Where(arrival => arrival.Path.EndsWith("getuserencryptkey", StringComparison.Ordinal)), arrival => Assert.Equal(method, arrival.Method));
    }

    [Fact]
    public async Task What_only_reads_is_asked_again_when_WeChat_is_busy()
    {
        await using var backend = new DataBackend(clock: new RetryClock(_backend.WeChat.Clock.GetUtcNow()));
        var (_, session) = await backend.SignInAsync();
        backend.WeChat.Faults.Next(FakeFault.Error(-1), 2, "/wxa/checksession");

        Assert.True(await backend.Data.CheckSessionKeyAsync(session, Ct));
    }

    [Fact]
    public async Task A_caller_who_leaves_is_told_of_nothing_but_that()
    {
        var (user, session) = await _backend.SignInAsync();
        _backend.WeChat.Faults.Next(FakeFault.Hang, path: PhonePath);
        using var leaving = new CancellationTokenSource();

        var call = _backend.Data.GetPhoneNumberAsync(user.NextPhoneCode(), session, leaving.Token);
        await _backend.WeChat.Journal.WaitForArrivalsAsync(3, Ct); // login, token, number
        await leaving.CancelAsync();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal((leaving.Token, null), (thrown.CancellationToken, thrown.InnerException));
    }

    [Fact]
    public async Task A_store_that_answers_after_the_limit_of_the_call_is_down()
    {
        var store = new CountingStore();
        await using var backend = new DataBackend(configure: builder => builder.UseSessionStore(_ => store));
        var (_, session) = await backend.SignInAsync();
        store.Before = async token =>
        {
            // All limits at once: that of the store and that of the call.
            var wait = Task.Delay(Timeout.Infinite, token);
            backend.WeChat.Clock.Advance(TimeSpan.FromSeconds(40));
            await wait;
        };

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Data.GetEncryptKeysAsync(session, Ct));

        Assert.Equal((WeChatErrorKind.StoreUnavailable, null), (failure.Kind, failure.InnerException));
    }

    [Fact]
    public async Task What_a_handler_of_the_application_throws_in_between_is_the_librarys_own_error()
    {
        await using var backend = new DataBackend(configure: builder => builder.Services.ConfigureHttpClientDefaults(static http => http.AddHttpMessageHandler(static () => new Throwing())));
        var (user, session) = await backend.SignInAsync();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Data.GetPhoneNumberAsync(user.NextPhoneCode(), session, Ct));

        // It may have thrown after the code had left.
        Assert.Equal((WeChatErrorKind.OutcomeUnknown, null), (failure.Kind, failure.InnerException));
    }

    private sealed class Throwing : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath == PhonePath ? throw new InvalidOperationException("the app's own trouble") : base.SendAsync(request, cancellationToken);
    }

    private int Arrivals(string path) => _backend.WeChat.Journal.Arrivals.Count(arrival => arrival.Path == path);
}
