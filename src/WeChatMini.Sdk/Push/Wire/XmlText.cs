using System.Buffers;
using System.Globalization;
using System.Text;

namespace WeChatMini.Sdk.Push.Wire;

/// <summary>The text of an element: one stretch of the source as long as it can be, a copy once there is something to put together or to unescape.</summary>
internal ref struct XmlText(ReadOnlyMemory<byte> source)
{
    /// <summary>What a name consists of.</summary>
    public static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 13)).Select(code => (byte)code)]);

    private static readonly SearchValues<byte> Special = SearchValues.Create("&\r"u8);

    private ReadOnlyMemory<byte> _single;
    private ArrayBufferWriter<byte>? _copy;
    private bool _hasLiteral;

    public readonly ReadOnlyMemory<byte> Value => _copy?.WrittenMemory ?? _single;

    /// <summary>Whether it is layout only. White space that stands in CDATA or as a number is meant.</summary>
    public readonly bool IsSpace => !_hasLiteral && Value.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>What may stand between <c>&lt;?xml</c> and <c>?&gt;</c>: the version, and no encoding but UTF-8.</summary>
    public static bool IsDeclaration(ReadOnlySpan<byte> text) =>
        Encoding.Latin1.GetString(text.Trim(" \t\r\n"u8)).Replace('\'', '"').ToLowerInvariant() is "version=\"1.0\"" or "version=\"1.0\" encoding=\"utf-8\"" or "version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"";

    /// <summary>Adds text as it stands between tags; false when it is not well-formed.</summary>
    public bool Add(int start, int length)
    {
        var text = source.Span.Slice(start, length);
        if (!IsCharacters(text) || text.IndexOf("]]>"u8) >= 0)
        {
            return false;
        }

        if (text.ContainsAny(Special))
        {
            return Unescape(text, hasEntities: true);
        }

        AddPlain(start, length);
        return true;
    }

    /// <summary>Adds the inside of a CDATA section.</summary>
    public bool AddLiteral(int start, int length)
    {
        var text = source.Span.Slice(start, length);
        _hasLiteral = true;
        if (!IsCharacters(text))
        {
            return false;
        }

        if (text.Contains((byte)'\r'))
        {
            return Unescape(text, hasEntities: false);
        }

        AddPlain(start, length);
        return true;
    }

    private void AddPlain(int start, int length)
    {
        if (length == 0)
        {
            return;
        }

        if (_copy is null && _single.IsEmpty)
        {
            _single = source.Slice(start, length);
            return;
        }

        Copy().Write(source.Span.Slice(start, length));
    }

    private ArrayBufferWriter<byte> Copy()
    {
        if (_copy is null)
        {
            _copy = new ArrayBufferWriter<byte>(256);
            _copy.Write(_single.Span);
        }

        return _copy;
    }

    private bool Unescape(ReadOnlySpan<byte> text, bool hasEntities)
    {
        var copy = Copy();
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Special);
            copy.Write(plain < 0 ? text : text[..plain]);
            if (plain < 0)
            {
                return true;
            }

            text = text[plain..];
            if (text[0] == '\r' || !hasEntities)
            {
                // XML 1.0, 2.11: a line end is one line feed, however it was sent.
                copy.Write(text[0] == '\r' ? "\n"u8 : text[..1]);
                text = text[(text.StartsWith("\r\n"u8) ? 2 : 1)..];
                continue;
            }

            var end = text[..Math.Min(text.Length, 12)].IndexOf((byte)';');
            if (end < 0 || !AddEntity(copy, text[1..end]))
            {
                return false;
            }

            text = text[(end + 1)..];
        }

        return true;
    }

    private bool AddEntity(ArrayBufferWriter<byte> copy, ReadOnlySpan<byte> name)
    {
        var value = name switch
        {
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            [(byte)'#', (byte)'x', .. var digits] => Number(digits, NumberStyles.AllowHexSpecifier),
            [(byte)'#', .. var digits] => Number(digits, NumberStyles.None),
            _ => -1,
        };
        _hasLiteral |= name.StartsWith("#"u8);
        if (!Rune.TryCreate(value, out var character) || !IsCharacter(value))
        {
            return false;
        }

        copy.Advance(character.EncodeToUtf8(copy.GetSpan(4)));
        return true;
    }

    private static int Number(ReadOnlySpan<byte> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var value) ? value : -1;

    /// <summary>XML 1.0, 2.2. Bad UTF-8 was refused before; what is left are controls and two code points.</summary>
    private static bool IsCharacters(ReadOnlySpan<byte> text) => !text.ContainsAny(Controls) && text.IndexOf("\uFFFE"u8) < 0 && text.IndexOf("\uFFFF"u8) < 0;

    private static bool IsCharacter(int value) => value is 9 or 10 or 13 or (>= 32 and <= 0xFFFD) or > 0xFFFF;
}
