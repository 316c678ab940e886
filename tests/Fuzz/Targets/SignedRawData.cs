using System.Security.Cryptography;
using System.Text;
using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Fuzz.Targets;

/// <summary>rawData with its signature: after <c>s</c> a text that is signed properly, after <c>u</c> a line with a signature, then a text.</summary>
internal sealed class SignedRawData : IFuzzTarget
{
    private readonly App _app = new();

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(input[1..]);
        var signature = input[0] == 's' ? Sign(text) : null;
        if (input[0] == 'u' && text.Split('\n', 2) is [var line, var rest])
        {
            (signature, text) = (line, rest);
        }

        if (Check.ResultOr(_app.Client.UserData.VerifyProfileAsync(_app.Session, text, signature), WeChatErrorKind.LoginAgain) is null)
        {
            return false;
        }

        Check.That(Sign(text).Equals(signature, StringComparison.OrdinalIgnoreCase), "A text with a wrong signature was taken.");
        using var _ = JsonOracle.Parse(Encoding.UTF8.GetBytes(text), 8);
        return true;
    }

#pragma warning disable CA5350 // WeChat's algorithm.
    private static string Sign(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text + App.SessionKey)));
#pragma warning restore CA5350
}
