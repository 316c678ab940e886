using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What an object of a public type shows when it is printed, serialised or hovered over.</summary>
internal static partial class PublicTypeSink
{
    public const string Json = "JSON of public types";
    public const string Printed = "ToString() of public types";
    public const string Debugger = "DebuggerDisplay of public types";

    private static readonly JsonSerializerOptions Everything = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles, IncludeFields = true };

    public static void Record(Recording recording, object value)
    {
        var part = value.GetType().Name;
        recording.Add(Printed, part, value.ToString());
        recording.Add(Debugger, part, DebuggerDisplay(value));
        recording.Add(Json, part, value is MiniLogin login ? WithoutToken(login) : Serialised(value));
    }

    /// <summary>The JSON of a login is the login answer, its one purpose: the token stands in it once, as "token".</summary>
    private static string WithoutToken(MiniLogin login)
    {
        var json = Serialised(login);
        var member = $"\"token\":\"{login.Token}\"";
        var at = json.IndexOf(member, StringComparison.Ordinal);
        return at < 0 ? throw new InvalidOperationException("A login's JSON holds no token: " + json) : json.Remove(at, member.Length);
    }

    private static string Serialised(object value)
    {
        try
        {
            return JsonSerializer.Serialize(value, value.GetType(), Everything);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    /// <summary>Evaluates the attribute as the debugger does, as far as this code base uses it: a member, perhaps called, perhaps without quotes.</summary>
    private static string DebuggerDisplay(object value)
    {
        var type = value.GetType();
        if (type.GetCustomAttribute<DebuggerDisplayAttribute>() is not { Value: { } pattern })
        {
            return value.ToString() ?? "";
        }

        return Hole().Replace(pattern, hole => type.GetMember(hole.Groups["member"].Value, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) switch
        {
            [PropertyInfo property, ..] => property.GetValue(value)?.ToString() ?? "",
            [FieldInfo field, ..] => field.GetValue(value)?.ToString() ?? "",
            [MethodInfo, ..] => type.GetMethod(hole.Groups["member"].Value, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!.Invoke(value, null)?.ToString() ?? "",
            _ => throw new InvalidOperationException($"{type} has a DebuggerDisplay that this search does not understand: {pattern}"),
        });
    }

    [GeneratedRegex(@"\{(?<member>\w+)(\(\))?(,nq)?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
