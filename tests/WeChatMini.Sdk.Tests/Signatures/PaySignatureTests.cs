using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Signatures;

/// <summary>pay_sig and signature as text, by the published examples.</summary>
public sealed class PaySignatureTests
{
    public static TheoryData<string> PayIds => [.. Vector.Ids("xpay.pay_sig")];

    public static TheoryData<string> SessionIds => [.. Vector.Ids("userState.hmac_sha256")];

    [Theory]
    [MemberData(nameof(PayIds))]
    public Task A_published_pay_sig_is_computed(string id)
    {
        var vector = Vector.Get(id);
        return Vector.UnderEachCultureAsync(() =>
        {
            Assert.Equal(vector.Expected("pay_sig"), PaySignature.Compute(vector.Input("appkey"), vector.Input("uri"), vector.Input("body")));
            return Task.CompletedTask;
        });
    }

    [Theory]
    [MemberData(nameof(SessionIds))]
    public async Task A_published_session_signature_is_computed(string id)
    {
        var vector = Vector.Get(id);
        await using var backend = new DataBackend();
        var (_, session) = await backend.SignInAsync(sessionKey: vector.Input("session_key"));

        await Vector.UnderEachCultureAsync(async () =>
            Assert.Equal(vector.Expected("signature"), await backend.Data.SignAsync(session, vector.Input("body"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Nothing_is_not_signed_since_that_signature_resets_a_key()
    {
        await using var backend = new DataBackend();
        var (_, session) = await backend.SignInAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => backend.Data.SignAsync(session, "", TestContext.Current.CancellationToken).AsTask());
    }
}
