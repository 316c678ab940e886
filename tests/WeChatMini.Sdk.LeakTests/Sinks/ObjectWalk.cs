using System.Collections;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>
/// Reads an object as a structured logger, a serialiser or an APM agent does: ToString and all public properties and fields,
/// to a depth, whatever the type's own visibility.
/// </summary>
internal static class ObjectWalk
{
    /// <summary>The depth of gate G1.</summary>
    public const int DefaultDepth = 4;

    private const int MostItems = 500;

    public static IReadOnlyList<string> Texts(object? root, int depth = DefaultDepth, bool privateToo = false)
    {
        var texts = new List<string>();
        Visit(root, depth, privateToo, texts, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return texts;
    }

    private static void Visit(object? value, int depth, bool privateToo, List<string> texts, HashSet<object> seen)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                texts.Add(text);
                return;
            case byte[] bytes:
                texts.Add(Encoding.Latin1.GetString(bytes));
                return;
            case ReadOnlyMemory<byte> memory:
                texts.Add(Encoding.Latin1.GetString(memory.Span));
                return;
            case Uri uri:
                texts.Add(uri.OriginalString);
                texts.Add(uri.ToString());
                return;
        }

        if (!Shape.Of(value.GetType()).IsWorthwhile || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        texts.Add(Printed(value));
        if (depth <= 0)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            VisitItems(items, depth, privateToo, texts, seen);
        }

        var shape = Shape.Of(value.GetType());
        foreach (var member in privateToo ? shape.Fields : shape.Members)
        {
            Visit(Read(member, value), depth - 1, privateToo, texts, seen);
        }
    }

    private static string Printed(object value)
    {
        try
        {
            return value.ToString() ?? "";
        }
        catch (Exception)
        {
            return "";
        }
    }

    private static object? Read(Func<object, object?> member, object value)
    {
        try
        {
            return member(value);
        }
        catch (Exception)
        {
            // A property that cannot be read shows nothing.
            return null;
        }
    }

    private static void VisitItems(IEnumerable items, int depth, bool privateToo, List<string> texts, HashSet<object> seen)
    {
        try
        {
            var count = 0;
            foreach (var item in items)
            {
                // A sequence is no level of its own: its items stand where it stands.
                Visit(item, item is string or DictionaryEntry || IsPair(item) ? depth : depth - 1, privateToo, texts, seen);
                if (++count == MostItems && !privateToo)
                {
                    break;
                }
            }
        }
        catch (Exception)
        {
            // Nor does a sequence that breaks off.
        }
    }

    private static bool IsPair(object? item) => item is not null && Shape.Of(item.GetType()).IsPair;
}
