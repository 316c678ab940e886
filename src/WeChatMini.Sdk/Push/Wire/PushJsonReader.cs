using System.Text;
using System.Text.Json;

namespace WeChatMini.Sdk.Push.Wire;

/// <summary>Reads strict JSON into elements that point into the source; only what is escaped is copied.</summary>
internal static class PushJsonReader
{
    /// <summary>Above this many members of one object, finding one twice is a matter of a set.</summary>
    private const int FewMembers = 16;

    public static PushElement? Read(ReadOnlyMemory<byte> source, int maxDepth)
    {
        var reader = new Utf8JsonReader(source.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        var count = 0;
        try
        {
            reader.Read();
            var root = ReadObject(ref reader, source, default, ref count);
            return root is not null && !reader.Read() ? root : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair behind \u is an InvalidOperationException.
            return null;
        }
    }

    private static PushElement? ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> name, ref int count)
    {
        var parts = new List<PushElement>();
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Text(ref reader, source);
            if (IsKnown(parts, ref names, member.Span))
            {
                return null;
            }

            var before = parts.Count;
            reader.Read();
            if (!ReadValue(ref reader, source, member, parts, ref count))
            {
                return null;
            }

            if (parts.Count == before)
            {
                // An empty list has no part, and its name must still not come again.
                names ??= [.. parts.Select(part => part.Name)];
                names.Add(Encoding.UTF8.GetString(member.Span));
            }
        }

        return new PushElement(name, default, hasText: false, parts);
    }

    private static bool ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> name, List<PushElement> into, ref int count)
    {
        if (++count > PushReader.MaxParts)
        {
            return false;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                if (ReadObject(ref reader, source, name, ref count) is not { } read)
                {
                    return false;
                }

                into.Add(read);
                return true;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (!ReadValue(ref reader, source, name, into, ref count))
                    {
                        return false;
                    }
                }

                return true;
            case JsonTokenType.Null:
                into.Add(new PushElement(name, default, hasText: false, null));
                return true;
            default:
                into.Add(new PushElement(name, Text(ref reader, source), hasText: true, null));
                return true;
        }
    }

    private static bool IsKnown(List<PushElement> parts, ref HashSet<string>? names, ReadOnlySpan<byte> name)
    {
        if (names is null && parts.Count > FewMembers)
        {
            names = [.. parts.Select(part => part.Name)];
        }

        if (names is not null)
        {
            return !names.Add(Encoding.UTF8.GetString(name));
        }

        foreach (var part in parts)
        {
            if (part.NameBytes.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text of a name or value, without quotes and escapes.</summary>
    private static ReadOnlyMemory<byte> Text(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        if (reader.ValueIsEscaped)
        {
            var copy = new byte[reader.ValueSpan.Length];
            return copy.AsMemory(0, reader.CopyString(copy));
        }

        var quote = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
        return source.Slice((int)reader.TokenStartIndex + quote, reader.ValueSpan.Length);
    }
}
