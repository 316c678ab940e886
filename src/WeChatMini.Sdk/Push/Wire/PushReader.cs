using System.Text.Unicode;

namespace WeChatMini.Sdk.Push.Wire;

/// <summary>
/// Reads a document of either format, told apart by its first character and by nothing that a sender can say about it. Whatever is odd
/// is no document: bad UTF-8, anything after the end, a member twice, too deep, too many parts.
/// </summary>
internal static class PushReader
{
    public const int OuterDepth = 8;
    public const int InnerDepth = 16;

    /// <summary>No push has a hundredth of it; each part costs 80 bytes, which a body of few bytes must not multiply.</summary>
    public const int MaxParts = 10_000;

    /// <summary>What decides over a push may stand there once: in XML, and as an array in JSON, it could come twice.</summary>
    private static readonly byte[][] Single =
        [[.. "Encrypt"u8], [.. "ToUserName"u8], [.. "FromUserName"u8], [.. "CreateTime"u8], [.. "MsgType"u8], [.. "Event"u8], [.. "MsgId"u8], [.. "action"u8]];

    public static PushDocument? Read(ReadOnlyMemory<byte> source, int maxDepth)
    {
        if (!Utf8.IsValid(source.Span))
        {
            return null;
        }

        var text = source.Span.StartsWith("\uFEFF"u8) ? source[3..] : source;
        var start = text.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            return null;
        }

        text = text[start..];
        var document = text.Span[0] switch
        {
            (byte)'{' => Of(PushFormat.Json, source, PushJsonReader.Read(text, maxDepth)),
            (byte)'<' => Of(PushFormat.Xml, source, PushXmlReader.Read(text, maxDepth)),
            _ => null,
        };
        return document is not null && IsUnambiguous(document.Root) ? document : null;
    }

    private static PushDocument? Of(PushFormat format, ReadOnlyMemory<byte> source, PushElement? root) => root is null ? null : new PushDocument(format, source, root);

    private static bool IsUnambiguous(PushElement root)
    {
        foreach (var name in Single)
        {
            var count = 0;
            foreach (var part in root.PartList!)
            {
                if (part.NameBytes.SequenceEqual(name) && (++count > 1 || part.PartList is not null))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
