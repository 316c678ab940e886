using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Fuzz.Targets;

/// <summary>
/// encryptedData of a signed-in user. The first character says what follows: <c>p</c> a content that is padded and encrypted, <c>b</c> blocks
/// that are encrypted as they are, <c>t</c> the two texts, one per line. The second says what it is opened as.
/// </summary>
internal sealed class EncryptedData : IFuzzTarget
{
    private const string Iv = "AAECAwQFBgcICQoLDA0ODw==";

    private readonly App _app = new();

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 2)
        {
            return false;
        }

        var rest = input[2..];
        switch (input[0])
        {
            case (byte)'p':
                return Judge(Open(input[1], Encrypt(rest, PaddingMode.PKCS7), Iv), rest.ToArray());
            case (byte)'b':
                var blocks = rest[..(rest.Length / 16 * 16)].ToArray();
                int pad = blocks.Length == 0 ? 0 : blocks[^1];
                var isPadded = pad is >= 1 and <= 16 && blocks[^pad..].All(last => last == pad);
                return Judge(Open(input[1], Encrypt(blocks, PaddingMode.None), Iv), isPadded ? blocks[..^pad] : null);
            case (byte)'t':
                var texts = Encoding.UTF8.GetString(rest).Split('\n', 2);
                return Open(input[1], texts[0], texts.Length > 1 ? texts[1] : null) is not null;
            default:
                return false;
        }
    }

    private static bool Judge(object? opened, byte[]? content)
    {
        if (opened is null)
        {
            return false;
        }

        Check.That(content is not null, "Data with wrong padding was opened.");
        using var document = JsonOracle.Parse(content, 8);
        var watermark = document.RootElement.GetProperty("watermark");
        Check.That(watermark.GetProperty("appid").GetString() == App.AppId, "Another app's data was opened.");
        Check.That(!document.RootElement.TryGetProperty("openId", out var openId) || openId.GetString() == App.OpenId, "Another user's data was opened.");
        var time = watermark.GetProperty("timestamp");
        var seconds = time.ValueKind == JsonValueKind.String ? long.Parse(time.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : time.GetInt64();
        Check.That(Math.Abs(seconds - StillClock.Now.ToUnixTimeSeconds()) <= 300, "Old data was opened.");
        return true;
    }

    private static string Encrypt(ReadOnlySpan<byte> content, PaddingMode padding)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(App.SessionKey);
        return Convert.ToBase64String(aes.EncryptCbc(content, Convert.FromBase64String(Iv), padding));
    }

    private object? Open(byte kind, string data, string? iv)
    {
        var (session, opener) = (_app.Session, _app.Client.UserData);
        return kind switch
        {
            (byte)'1' => Check.ResultOr(opener.OpenPhoneNumberAsync(session, data, iv), WeChatErrorKind.LoginAgain),
            (byte)'2' => Check.ResultOr(opener.OpenStepsAsync(session, data, iv), WeChatErrorKind.LoginAgain),
            (byte)'3' => Check.ResultOr(opener.OpenGroupShareAsync(session, data, iv), WeChatErrorKind.LoginAgain),
            _ => Check.ResultOr(opener.OpenProfileAsync(session, data, iv), WeChatErrorKind.LoginAgain),
        };
    }
}
