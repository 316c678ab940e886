
namespace WeChatMini.Sdk.Push.Wire;

/// <summary>
/// Reads the XML that WeChat sends and no other: elements, text and CDATA. A document type, an entity of its own, an attribute, a
/// comment or a processing instruction is refused where it begins, so there is nothing to expand, to fetch or to turn off.
/// </summary>
/// <remarks>
/// The framework's reader takes 10 KB for a push of half a kilobyte, and a push may cost 4 (speed table). What this accepts, the
/// framework's reader (DTD prohibited, no resolver) reads alike; a property test holds the two against each other.
/// </remarks>
internal ref struct PushXmlReader
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly int _maxDepth;
    private int _at;
    private int _count;

    private PushXmlReader(ReadOnlyMemory<byte> source, int maxDepth)
    {
        _source = source;
        _maxDepth = maxDepth;
    }

    private readonly ReadOnlySpan<byte> Rest => _source.Span[_at..];

    public static PushElement? Read(ReadOnlyMemory<byte> source, int maxDepth)
    {
        var reader = new PushXmlReader(source, maxDepth);
        if (!reader.SkipDeclaration())
        {
            return null;
        }

        reader.SkipSpace();
        var root = reader.ReadElement(1);
        reader.SkipSpace();
        return root is not null && root.NameBytes.SequenceEqual("xml"u8) && root.PartList is not null && reader.Rest.IsEmpty ? root : null;
    }

    /// <summary>One with another encoding is refused: the bytes are UTF-8.</summary>
    private bool SkipDeclaration()
    {
        if (!Rest.StartsWith("<?xml "u8))
        {
            return true;
        }

        var end = Rest.IndexOf("?>"u8);
        if (end < 0)
        {
            return false;
        }

        var declaration = Rest[..end];
        _at += end + 2;
        return XmlText.IsDeclaration(declaration[6..]);
    }

    private void SkipSpace()
    {
        var space = Rest.IndexOfAnyExcept(" \t\r\n"u8);
        _at += space < 0 ? Rest.Length : space;
    }

    private PushElement? ReadElement(int depth)
    {
        if (depth > _maxDepth || ++_count > PushReader.MaxParts || !TryTake("<"u8) || !TryReadName(out var name))
        {
            return null;
        }

        SkipSpace();
        if (TryTake("/>"u8))
        {
            return new PushElement(name, default, hasText: true, depth == 1 ? [] : null);
        }

        return TryTake(">"u8) ? ReadContent(name, depth) : null;
    }

    private PushElement? ReadContent(ReadOnlyMemory<byte> name, int depth)
    {
        List<PushElement>? parts = null;
        var text = new XmlText(_source);
        while (true)
        {
            var length = Rest.IndexOf((byte)'<');
            if (length < 0 || !text.Add(_at, length))
            {
                return null;
            }

            _at += length;
            if (TryTake("</"u8))
            {
                // White space between parts is layout; other text beside parts is nothing that WeChat sends.
                var ends = TryReadName(out var end) && end.Span.SequenceEqual(name.Span);
                SkipSpace();
                return !ends || !TryTake(">"u8) || (parts is not null && !text.IsSpace) ? null
                    : parts is null && depth > 1 ? new PushElement(name, text.Value, hasText: true, null)
                    : text.IsSpace ? new PushElement(name, default, hasText: false, parts ?? [])
                    : null;
            }

            if (TryTake("<![CDATA["u8))
            {
                length = Rest.IndexOf("]]>"u8);
                if (length < 0 || !text.AddLiteral(_at, length))
                {
                    return null;
                }

                _at += length + 3;
            }
            else if (ReadElement(depth + 1) is { } part)
            {
                (parts ??= []).Add(part);
            }
            else
            {
                return null;
            }
        }
    }

    private bool TryTake(ReadOnlySpan<byte> token)
    {
        if (!Rest.StartsWith(token))
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    /// <summary>WeChat's names are ASCII; a name space prefix is not among them.</summary>
    private bool TryReadName(out ReadOnlyMemory<byte> name)
    {
        var length = Rest.IndexOfAnyExcept(XmlText.NameBytes);
        name = length > 0 ? _source.Slice(_at, length) : default;
        _at += Math.Max(length, 0);
        return length > 0 && (char.IsAsciiLetter((char)name.Span[0]) || name.Span[0] == '_');
    }
}
