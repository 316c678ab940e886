using System.Collections.Concurrent;
using System.Reflection;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What of a type is read, asked of reflection once and not for each object.</summary>
internal sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();

    private readonly Lazy<Func<object, object?>[]> _members;
    private readonly Lazy<Func<object, object?>[]> _fields;

    private Shape(Type type)
    {
        IsWorthwhile = IsWorthwhileType(type);
        IsPair = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        _members = new(() => [.. MembersOf(type)]);
        _fields = new(() => [.. FieldsOf(type)]);
    }

    /// <summary>False for what holds no text of a request: reflection, the runtime's plumbing, and tasks, whose result would be waited for.</summary>
    public bool IsWorthwhile { get; }

    public bool IsPair { get; }

    /// <summary>Public fields and properties.</summary>
    public IReadOnlyList<Func<object, object?>> Members => _members.Value;

    /// <summary>All fields, those of base types included.</summary>
    public IReadOnlyList<Func<object, object?>> Fields => _fields.Value;

    public static Shape Of(Type type) => Known.GetOrAdd(type, static type => new Shape(type));

    private static IEnumerable<Func<object, object?>> FieldsOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field.GetValue;
            }
        }
    }

    private static IEnumerable<Func<object, object?>> MembersOf(Type type)
    {
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
        {
            yield return field.GetValue;
        }

        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            // What an exception says of the code is in its ToString; reading it twice is most of the cost of this gate.
            var isOfCode = typeof(Exception).IsAssignableFrom(type) && property.Name is nameof(Exception.StackTrace) or nameof(Exception.TargetSite) or nameof(Exception.Source);
            if (!isOfCode && property.CanRead && property.GetIndexParameters().Length == 0 && IsWorthwhileType(property.PropertyType))
            {
                yield return property.GetValue;
            }
        }
    }

    private static bool IsWorthwhileType(Type type) =>
        !(type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRefLike
        || typeof(MemberInfo).IsAssignableFrom(type) || typeof(Assembly).IsAssignableFrom(type) || typeof(Module).IsAssignableFrom(type)
        || typeof(Task).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type) || typeof(WaitHandle).IsAssignableFrom(type)
        || type == typeof(CancellationToken) || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(Guid)
        || type.Namespace is "System.Reflection" or "System.Globalization" or "System.Text");
}
