using System.Text;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>Tokens and keys of one state of the options, ready for use. The current ones come first.</summary>
internal sealed class PushSecrets
{
    public PushSecrets(WeChatMiniOptions options)
    {
        var push = options.Push;
        AppId = Encoding.ASCII.GetBytes(options.AppId);
        Tokens = push.IsConfigured ? [.. push.PreviousTokens.Prepend(push.Token).Select(Encoding.ASCII.GetBytes)] : [];

        // 43 characters are 32 bytes and two bits; WeChat hands out keys in which these are not zero, so they do not count.
        Keys = push.IsConfigured ? [.. push.PreviousEncodingAESKeys.Prepend(push.EncodingAESKey).Where(static key => key.Length > 0).Select(static key => Convert.FromBase64String(key + "="))] : [];
    }

    public byte[] AppId { get; }

    public byte[][] Tokens { get; }

    public byte[][] Keys { get; }

    /// <summary>What WeChat's console takes as a Token.</summary>
    public static bool IsToken(string? text) => text is { Length: >= 3 and <= 32 } && text.All(char.IsAsciiLetterOrDigit);

    public static bool IsKey(string? text) => text is { Length: 43 } && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/');
}
