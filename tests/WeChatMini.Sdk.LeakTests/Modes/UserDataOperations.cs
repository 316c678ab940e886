using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>What a user hands over, opened and verified, and the library's calls around the session_key.</summary>
internal sealed class UserDataOperations(Scene scene, ILeakHost host, Caller caller)
{
    /// <summary>After so long some failures are forgotten.</summary>
    private static readonly TimeSpan PastTheBudget = TimeSpan.FromSeconds(61);

    private MiniSession? _session;

    private MiniUserData Data => host.Client.UserData;

    private FakeUser User => Maker.User(scene);

    /// <summary>Gets the session while all is well, if it ever is.</summary>
    public async Task WarmAsync(string token) => _session = await caller.TryAsync("validate for user data", () => host.Client.Sessions.ValidateAsync(token).AsTask());

    public async Task RunAsync(Mode mode)
    {
        if (_session is not { } session)
        {
            return;
        }

        await OpenAsync(session, scene.Secrets.SessionKey);
        await VerifyAsync(session);
        if (mode.BadInput)
        {
            await RefusedAsync(session);
        }

        await CallsAsync(session);
        await new SignedOperations(scene, host, caller).RunAsync(session);
        if (host is BareHost)
        {
            // The generated client is the same on all of them.
            await new ApisOperations(scene, host, caller).RunAsync(session);
        }

        await caller.TryAsync("reset the session_key", async () =>
        {
            await Data.ResetSessionKeyAsync(session);
            return "";
        });

        // With the key that is now the previous one, and with the new one.
        await OpenAsync(session, scene.Secrets.SessionKey);
        await OpenAsync(session, scene.Secrets.ResetSessionKey);
    }

    private async Task OpenAsync(MiniSession session, string key)
    {
        var how = new FakeSealing { SessionKey = key };
        var (profile, number, steps, group) = (User.SealProfile(how), User.SealPhoneNumber(how), User.SealSteps(how), User.SealGroupShare(scene.Secrets.GroupId, how));
        await caller.TryAsync("open a profile", () => Data.OpenProfileAsync(session, profile.EncryptedData, profile.Iv).AsTask());
        await caller.TryAsync("open a phone number", () => Data.OpenPhoneNumberAsync(session, number.EncryptedData, number.Iv).AsTask());
        await caller.TryAsync("open steps", () => Data.OpenStepsAsync(session, steps.EncryptedData, steps.Iv).AsTask());
        await caller.TryAsync("open a chat group", () => Data.OpenGroupShareAsync(session, group.EncryptedData, group.Iv).AsTask());
    }

    private async Task VerifyAsync(MiniSession session)
    {
        var profile = User.SealProfile(new FakeSealing { SessionKey = scene.Secrets.SessionKey });
        scene.Secrets.Signed("signature of a profile", profile.Signature!);
        await caller.TryAsync("verify a profile", () => Data.VerifyProfileAsync(session, profile.RawData, profile.Signature).AsTask());
        await caller.TryAsync("verify a changed profile", () => Data.VerifyProfileAsync(session, profile.RawData + " ", profile.Signature).AsTask());
    }

    private async Task RefusedAsync(MiniSession session)
    {
        var key = scene.Secrets.SessionKey;
        FakeSealing[] wrong =
        [
            new() { SessionKey = scene.Secrets.UserKey }, new() { SessionKey = key, TamperedIv = true }, new() { SessionKey = key, AppId = "wxfedcba9876543210" },
            new() { SessionKey = key, OpenId = "oSomebodyElse" }, new() { SessionKey = key, Timestamp = scene.Clock.GetUtcNow().AddHours(-1) },
        ];
        foreach (var how in wrong)
        {
            scene.Clock.Advance(PastTheBudget);
            var data = User.SealProfile(how);
            await caller.TryAsync("open a wrong profile", () => Data.OpenProfileAsync(session, data.EncryptedData, data.Iv).AsTask());
            await caller.TryAsync("verify a wrong profile", () => Data.VerifyProfileAsync(session, data.RawData, data.Signature?[..39] + "x").AsTask());
        }

        // What opens well and is not what was asked for; its names and values are the user's.
        scene.Clock.Advance(PastTheBudget);
        string[] contents =
        [
            $"{{\"{scene.Secrets.NickName}\":1,\"{scene.Secrets.NickName}\":2}}", $"{{\"phoneNumber\":{{\"{scene.Secrets.SealedNumber}\":1}}}}",
            $"{{\"openGId\":[\"{scene.Secrets.GroupId}\"]}}", $"{{\"nickName\":\"{scene.Secrets.NickName}\\ud800\"}}",
        ];
        foreach (var content in contents)
        {
            var data = User.Seal(content, new FakeSealing { SessionKey = key });
            await caller.TryAsync("open a wrong number", () => Data.OpenPhoneNumberAsync(session, data.EncryptedData, data.Iv).AsTask());
        }

        foreach (var code in new[] { "", scene.Secrets.NextPhoneCode() + new string('x', 200), scene.Secrets.NextPhoneCode() + "\ud800" })
        {
            await caller.TryAsync("a malformed code of a number", () => Data.GetPhoneNumberAsync(code, session));
        }
    }

    private async Task CallsAsync(MiniSession session)
    {
        var number = User.SealPhoneNumber(new FakeSealing { SessionKey = scene.Secrets.SessionKey });
        await caller.TryAsync("check the session_key", async () => await Data.CheckSessionKeyAsync(session) ? "valid" : "stale");
        await caller.TryAsync("phone number", () => Data.GetPhoneNumberAsync(scene.Secrets.NextPhoneCode(), session));
        await caller.TryAsync("unionid of a payment", () => Data.GetPaidUnionIdAsync(session.OpenId));
        await caller.TryAsync("check sealed data", () => Data.CheckEncryptedMessageAsync(number.EncryptedData));
        await caller.TryAsync("encryption keys", () => Data.GetEncryptKeysAsync(session));
        using var leaving = new CancellationTokenSource();
        var left = caller.TryAsync("phone number of a caller who leaves", () => Data.GetPhoneNumberAsync(scene.Secrets.NextPhoneCode(), session, leaving.Token), leaving.Token);
        await leaving.CancelAsync();
        await left;
    }
}
