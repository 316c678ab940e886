using System.Buffers.Text;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.Push.Security;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.TokenServer;

namespace WeChatMini.Sdk.Apps;

/// <summary>Checks options before anything uses them. Messages say what to do and show no value that could be a secret.</summary>
internal sealed class WeChatMiniOptionsValidator : IValidateOptions<WeChatMiniOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatMiniOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        var who = string.IsNullOrEmpty(name) ? "WeChatMini" : $"WeChatMini '{name}'";
        void Require(bool holds, string sentence)
        {
            if (!holds)
            {
                result.AddError($"{who}: {sentence}");
            }
        }

        Require(IsPlain(options.AppId), "set AppId to the mini-program's AppID (wx and 16 hexadecimal digits), for example by the environment variable WeChatMini__AppId.");
        Require(IsPlain(options.AppSecret), "set AppSecret to the mini-program's AppSecret, for example by the environment variable WeChatMini__AppSecret; keep it out of the repository.");
        Require(options.AppId.Length == 0 || options.AppSecret != options.AppId, "AppSecret holds the AppID; the secret is shown next to it in the console.");
        Require(options.PreviousAppSecrets.All(IsPlain), "remove the empty entry from PreviousAppSecrets.");
        Require(options.SessionKeyRing.All(IsKey), "each entry of SessionKeyRing is the Base64 of 32 random bytes.");
        if (options.AccessTokens.TokenServerKeys.Select(key => TokenServerKeys.FlawOf(key, options)).FirstOrDefault(static flaw => flaw is not null) is { } flaw)
        {
            result.AddError($"{who}: an entry of AccessTokens:TokenServerKeys {flaw}");
        }

        Require(IsSafe(options.BaseAddress), "BaseAddress must be an https address; http is for a loopback address only.");
        Require(options.BackupAddress is null || IsSafe(options.BackupAddress), "BackupAddress must be an https address; http is for a loopback address only.");
        Require(IsBetween(options.LoginTimeout, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)), "LoginTimeout must be between 0.5 and 30 seconds.");

        var sessions = options.Sessions;
        Require(IsBetween(sessions.AbsoluteTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)), "Sessions:AbsoluteTimeout must be between 1 minute and 365 days.");
        Require(IsBetween(sessions.IdleTimeout, TimeSpan.FromMinutes(1), sessions.AbsoluteTimeout), "Sessions:IdleTimeout must be at least 1 minute and at most AbsoluteTimeout.");
        Require(sessions.TouchInterval is not { } touch || IsBetween(touch, TimeSpan.FromSeconds(1), sessions.IdleTimeout / 2), "Sessions:TouchInterval must be between 1 second and half of IdleTimeout.");
        Require(sessions.MaxSessionsPerUser is >= 1 and <= 100, "Sessions:MaxSessionsPerUser must be between 1 and 100.");
        Require(IsBetween(sessions.RotationGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10)), "Sessions:RotationGrace must be at most 10 minutes.");

        var userData = options.UserData;
        Require(IsBetween(userData.MaxAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), "UserData:MaxAge must be between 1 second and 1 day.");
        Require(IsBetween(userData.MaxClockSkew, TimeSpan.Zero, TimeSpan.FromHours(1)), "UserData:MaxClockSkew must be at most 1 hour.");

        // A key without a Token would be a push endpoint that silently is not there.
        var push = options.Push;
        var isPush = push.IsConfigured || push.EncodingAESKey.Length > 0;
        Require(!isPush || PushSecrets.IsToken(push.Token), "set Push:Token to the Token under Message Push in the console, 3 to 32 letters and digits.");
        Require(push.EncodingAESKey.Length == 0 || PushSecrets.IsKey(push.EncodingAESKey), "Push:EncodingAESKey is the 43 characters under Message Push in the console.");
        Require(!push.IsConfigured || push.EncodingAESKey.Length > 0 || push.AllowUnauthenticatedBody, "set Push:EncodingAESKey and choose secure mode in the console. Plain mode needs Push:AllowUnauthenticatedBody, for its body is not authenticated.");
        Require(push.PreviousTokens.All(PushSecrets.IsToken), "each entry of Push:PreviousTokens is a Token, 3 to 32 letters and digits.");
        Require(push.PreviousEncodingAESKeys.All(PushSecrets.IsKey), "each entry of Push:PreviousEncodingAESKeys is 43 characters.");
        Require(IsBetween(push.ReplayWindow, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)), "Push:ReplayWindow must be between 30 seconds and 1 hour.");
        Require(push.MaxBodyBytes is >= 1024 and <= 512 * 1024, "Push:MaxBodyBytes must be between 1024 and 524288.");
        // A sandbox's key alone would be payments that silently go unsigned.
        var payment = options.Payment;
        Require(payment.SandboxAppKey.Length == 0 || payment.AppKey.Length > 0, "set Payment:AppKey to the live AppKey of the payment; Payment:SandboxAppKey stands beside it.");
        Require(payment.AppKey.Length == 0 || payment.AppKey != options.AppSecret, "Payment:AppKey holds the AppSecret; the AppKey is on the console's page of the payment.");
        Require(payment.MerchantAppKeys.All(static pair => pair is { Key.Length: > 0, Value.Length: > 0 }), "each entry of Payment:MerchantAppKeys is an mchid and its AppKey.");
        Require(options.Delivery.AppSecrets.All(static pair => pair is { Key.Length: > 0, Value.Length: > 0 }), "each entry of Delivery:AppSecrets is a shopid and the AppSecret that the delivery company gave out for it.");
        if (SecureApiFlaw.Of(options.SecureApi) is { } sentence)
        {
            result.AddError($"{who}: {sentence}");
        }

        return result.Build();
    }

    private static bool IsPlain(string? text) => text is { Length: > 0 and <= 256 } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsKey(string? text) => text is { Length: 44 } && Base64.IsValid(text, out var bytes) && bytes == 32;

    private static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true } && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
