using System.Collections;
using System.Reflection;
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

        if (!IsWorthwhile(value.GetType()) || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        texts.Add(Attempt(value.ToString) as string ?? "");
        if (depth <= 0)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            VisitItems(items, depth, privateToo, texts, seen);
        }

        foreach (var member in Members(value.GetType(), privateToo))
        {
            Visit(member(value), depth - 1, privateToo, texts, seen);
        }
    }

    private static void VisitItems(IEnumerable items, int depth, bool privateToo, List<string> texts, HashSet<object> seen)
    {
        Attempt(() =>
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

            return null;
        });
    }

    private static bool IsPair(object? item) => item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static IEnumerable<Func<object, object?>> Members(Type type, bool privateToo)
    {
        if (privateToo)
        {
            for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
            {
                foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    yield return field.GetValue;
                }
            }

            yield break;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
        {
            yield return field.GetValue;
        }

        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            // What an exception says of the code is in its ToString; reading it twice is most of the cost of this gate.
            var isOfCode = typeof(Exception).IsAssignableFrom(type) && property.Name is nameof(Exception.StackTrace) or nameof(Exception.TargetSite) or nameof(Exception.Source);
            if (!isOfCode && property.CanRead && property.GetIndexParameters().Length == 0 && IsWorthwhile(property.PropertyType))
            {
                yield return value => Attempt(() => property.GetValue(value));
            }
        }
    }

    /// <summary>Leaves out what holds no text of a request: reflection, the runtime's plumbing, and tasks, whose result would be waited for.</summary>
    private static bool IsWorthwhile(Type type) =>
        !(type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRefLike
        || typeof(MemberInfo).IsAssignableFrom(type) || typeof(Assembly).IsAssignableFrom(type) || typeof(Module).IsAssignableFrom(type)
        || typeof(Task).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type) || typeof(WaitHandle).IsAssignableFrom(type)
        || type == typeof(CancellationToken) || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(Guid)
        || type.Namespace is "System.Reflection" or "System.Globalization" or "System.Text");

    private static object? Attempt(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            // A property that cannot be read shows nothing.
            return null;
        }
    }
}
