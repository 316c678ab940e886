namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <content>The secrets of message push, of signed calls and of what users hand over.</content>
internal sealed partial class Secrets
{
    private const string PhoneCodeCore = "ph0neC0deCanaryZ4tR";
    private const int PushesOfTwoScenarios = 10;

    private readonly Dictionary<string, Canary> _signatures = new(StringComparer.Ordinal);
    private readonly List<Canary> _pushSignatures = [];
    private int _phoneCodes;

    /// <summary>Letters and digits only, as the console wants it.</summary>
    public string PushToken { get; } = "pushT0kenCanaryG5wK8mX3";

    public string PreviousPushToken { get; } = "0ldPushT0kenCanaryJ9pB2";

    /// <summary>43 characters that are Base64 of 32 bytes but for the padding.</summary>
    public string PushKey { get; } = "pushAesKeyCanaryN7vQ4xT1zL6cR9bM3hD8gF5sWQY";

    public string PreviousPushKey { get; } = "0ldPushAesKeyCanaryH2kU8eJ5aV1oP7iC4yS6nBwM";

    /// <summary>What resetusersessionkey gives.</summary>
    public string ResetSessionKey { get; } = Convert.ToBase64String([0x9c, 0x07, 0xfb, 0xe1, 0x44, 0xfe, 0x3f, 0x60, 0xd2, 0xff, 0x85, 0x1b, 0x37, 0xfa, 0xc8, 0x2e]);

    /// <summary>What getuserencryptkey gives.</summary>
    public string UserKey { get; } = Convert.ToBase64String([0x3e, 0xfa, 0xd1, 0x06, 0xff, 0x9b, 0x72, 0xe8, 0x11, 0xfd, 0x4c, 0xa5, 0xfb, 0x20, 0x67, 0xbe]);

    /// <summary>16 characters, as WeChat gives it.</summary>
    public string UserIv { get; } = "ivCanaryX3nQ8vW5";

    public string AppKey { get; } = Noisy("payAppKeyCanary");

    public string SandboxAppKey { get; } = Noisy("sandb0xAppKeyCanary");

    /// <summary>Longer than a number is, so that no other digits can be taken for it.</summary>
    public string NationalNumberOfCode { get; } = "139702468159371";

    public string NumberOfCode => "+86" + NationalNumberOfCode;

    /// <summary>The number in sealed data.</summary>
    public string SealedNumber { get; } = "182640937518426";

    /// <summary>The user's name in sealed data and in signed text.</summary>
    public string NickName { get; } = "nickNameCanaryT6yE1uO9";

    /// <summary>The chat group in sealed data.</summary>
    public string GroupId { get; } = "tGr0upIdCanaryA3sD7fG2";

    /// <summary>What a user wrote to customer service.</summary>
    public string Message { get; } = "messageCanaryK4jH8lZ0";

    /// <summary>A code of a phone-number button that was never used; all share a core, which is what is searched.</summary>
    public string NextPhoneCode() => PhoneCodeCore + Interlocked.Increment(ref _phoneCodes);

    /// <summary>From here on a signature that was made with a secret is searched, too.</summary>
    public string Signed(string name, string signature)
    {
        lock (_tokens)
        {
            _signatures.TryAdd(signature, Canary.OfText(name, signature));
        }

        return signature;
    }

    /// <summary>From here on the signatures in the address of a push are searched, too; of all pushes those of one scenario and the one before it.</summary>
    public void Pushed(string query)
    {
        lock (_tokens)
        {
            foreach (var pair in query.Split('&').Select(pair => pair.Split('=')).Where(pair => pair is ["signature" or "msg_signature", { Length: > 0 }]))
            {
                _pushSignatures.Add(Canary.OfText("signature of a push", pair[1]));
            }
        }
    }

    private IEnumerable<Canary> FixedOfUsers() =>
    [
        Canary.OfText("push Token", PushToken),
        Canary.OfText("previous push Token", PreviousPushToken),
        Canary.OfEncodedBytes("EncodingAESKey", PushKey, Convert.FromBase64String(PushKey + "=")),
        Canary.OfEncodedBytes("previous EncodingAESKey", PreviousPushKey, Convert.FromBase64String(PreviousPushKey + "=")),
        Canary.OfEncodedBytes("session_key after a reset", ResetSessionKey, Convert.FromBase64String(ResetSessionKey)),
        Canary.OfEncodedBytes("user's encryption key", UserKey, Convert.FromBase64String(UserKey)),
        Canary.OfText("vector of the user's encryption key", UserIv),
        Canary.OfText("AppKey", AppKey),
        Canary.OfText("AppKey of the sandbox", SandboxAppKey),
        Canary.OfText("code of a phone-number button", PhoneCodeCore),
        Canary.OfText("phone number of a code", NationalNumberOfCode) with { IsUserData = true },
        Canary.OfText("phone number in sealed data", SealedNumber) with { IsUserData = true },
        Canary.OfText("nickname", NickName) with { IsUserData = true },
        Canary.OfText("chat group", GroupId) with { IsUserData = true },
        Canary.OfText("text of a push", Message) with { IsUserData = true },
    ];
}
