using System.Text;
using WeChatMini.Fuzz.Support;

namespace WeChatMini.Fuzz.Targets;

/// <summary>
/// What is inside an Encrypt that was signed by somebody who knows the Token: after <c>e</c> the text of Encrypt, after <c>b</c> the
/// blocks that it decrypts to. What a plain second implementation opens is handled, and nothing else.
/// </summary>
internal sealed class PushEnvelope : IFuzzTarget
{
    private readonly PushLine _line = new();

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 2)
        {
            return false;
        }

        var rest = input[1..];
        if (input[0] == 'e')
        {
            // In XML, and trimmed: only what stays itself there was signed.
            var encrypt = Encoding.Latin1.GetString(rest);
            return !encrypt.AsSpan().ContainsAnyExceptInRange('!', '~') && !encrypt.AsSpan().ContainsAny('<', '>', '&') && _line.SendSealed(encrypt) is not null;
        }

        var blocks = rest[..(rest.Length / 16 * 16)].ToArray();
        var isTaken = _line.SendSealed(PushSealing.Encrypt(blocks)) is not null;
        var message = PushSealing.Unwrap(blocks);
        Check.That(!isTaken || message is not null, "An envelope with wrong padding, length or AppID was taken.");
        Check.That(!isTaken || _line.Handled!.GetRawText() == Encoding.UTF8.GetString(message!), "Another message was handled than the one in the envelope.");
        Check.That(isTaken || message is null || !message.AsSpan().SequenceEqual("<xml></xml>"u8), "A right envelope was refused.");
        return isTaken;
    }
}
