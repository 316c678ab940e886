using System.Text.Encodings.Web;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>
/// Escapes what JSON demands and nothing else. The encoders of .NET write emoji as <c>\uXXXX</c>, which errcode 40033 complains about,
/// and the default one Chinese too.
/// </summary>
internal sealed class WireEncoder : JavaScriptEncoder
{
    public static readonly WireEncoder Instance = new();

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\' or 0x7F;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < rest.Length; i++)
        {
            var character = rest[i];
            if (char.IsHighSurrogate(character) && i + 1 < rest.Length && char.IsLowSurrogate(rest[i + 1]))
            {
                i++;
            }
            else if (WillEncode(character) || char.IsSurrogate(character))
            {
                return i;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
