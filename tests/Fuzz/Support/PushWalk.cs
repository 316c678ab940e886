using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using WeChatMini.Sdk.Push;

namespace WeChatMini.Fuzz.Support;

/// <summary>Reads all that a push has: the document, and every property of its class and of the parts of that.</summary>
internal static class PushWalk
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static void ReadAll(PushMessage push)
    {
        push.GetRawText();
        push.ToString();
        Read(push.Document, 1);
        ReadProperties(push);
    }

    private static void Read(PushElement element, int depth)
    {
        Check.That(depth <= 16, "A document is deeper than 16 levels.");
        Check.That(element.Text is null || element.Parts.Count == 0, "An element has both text and parts.");
        element.ToString();
        foreach (var part in element.Parts)
        {
            Check.That(element.Find(part.Name) is not null, "A part is not found by its name.");
            element.GetNumber(part.Name);
            element.GetTime(part.Name);
            Read(part, depth + 1);
        }
    }

    private static void ReadProperties(object value)
    {
        foreach (var property in Properties.GetOrAdd(value.GetType(), static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            switch (property.GetValue(value))
            {
                case PushElement or string or null:
                    break;
                case IEnumerable parts:
                    foreach (var part in parts)
                    {
                        ReadProperties(part);
                    }

                    break;
                case var part when part.GetType() is { IsClass: true }:
                    ReadProperties(part);
                    break;
            }
        }
    }
}
