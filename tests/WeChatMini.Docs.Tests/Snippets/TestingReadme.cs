using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.UserData;
using Xunit;

namespace Snippets;

/// <summary>What the readme of WeChatMini.Sdk.Testing shows.</summary>
public sealed class TestingReadme
{
    #region package-test
    [Fact]
    public async Task A_login_code_works_once()
    {
        await using var weChat = FakeWeChat.Start();
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions
        {
            AppId = weChat.AppId,
            AppSecret = weChat.AppSecret,
            BaseAddress = weChat.BaseAddress,
        });
        string code = weChat.Users.Add("o-alice").NextLoginCode();

        Assert.Equal("o-alice", (await client.ExchangeCodeAsync(code)).OpenId);
        await Assert.ThrowsAsync<WeChatException>(() => client.ExchangeCodeAsync(code));
    }
    #endregion

    [Fact]
    public async Task Pushes_are_sent()
    {
        await using var weChat = FakeWeChat.Start();
        await using var server = await PushServer.StartAsync(weChat);
        var pushAddress = server.PushAddress;

        #region package-push
        weChat.Push.Mode = FakePushMode.Compatible;                  // Secure unless you say so; Plain, too
        weChat.Push.Format = FakePushFormat.Xml;
        FakePushAnswer answer = await weChat.Push.DeliverAsync(pushAddress, FakePushMessage.Text("o-alice", "hello"));
        Assert.True(answer.IsReceived, $"status {answer.StatusCode} at attempt {answer.Attempts}");
        FakePushAnswer forged = await weChat.Push.SendAsync(pushAddress, FakePushMessage.Text("o-alice", "hello"), FakePushCorruption.ForeignAppId);
        Assert.Equal(403, forged.StatusCode);
        #endregion
    }

    [Fact]
    public async Task User_data_is_sealed()
    {
        await using var weChat = FakeWeChat.Start();
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress });
        var alice = weChat.Users.Add("o-alice");
        var session = (await client.LoginAsync(alice.NextLoginCode())).Session;

        #region package-user-data
        FakeSealedData profile = alice.SealProfile();                // encryptedData, iv, rawData and signature
        UserProfileClaim claim = await client.UserData.OpenProfileAsync(session, profile.EncryptedData, profile.Iv);
        FakeSealedData old = alice.SealPhoneNumber(new FakeSealing { Timestamp = weChat.Clock.GetUtcNow().AddHours(-1) });
        await Assert.ThrowsAsync<WeChatException>(() => client.UserData.OpenPhoneNumberAsync(session, old.EncryptedData, old.Iv).AsTask());
        PhoneNumber number = await client.UserData.GetPhoneNumberAsync(alice.NextPhoneCode(), session);
        #endregion
        Assert.Equal(("Alice", "13800138000"), (claim.NickName, number.NationalNumber));
    }

    [Fact]
    public async Task Faults_are_planned()
    {
        await using var weChat = FakeWeChat.Start();

        #region package-faults
        weChat.Faults.Next(FakeFault.ResetAfterProcessing);          // the code is spent, the answer is lost
        weChat.Faults.Next(FakeFault.Status(503), count: 3);
        weChat.Faults.Always(FakeFault.Latency(TimeSpan.FromSeconds(2)), path: "/sns/jscode2session");
        weChat.Faults.Clear();                                       // also lets go of requests that hang
        weChat.StopListening();                                      // connection refused, until ResumeListening()
        #endregion
    }
}
