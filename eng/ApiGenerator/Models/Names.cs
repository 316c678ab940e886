using System.Text;

namespace ApiGenerator.Models;

/// <summary>Names in C# from names on the wire.</summary>
internal static class Names
{
    /// <summary>Words that WeChat writes in one piece.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["openid"] = "OpenId",
        ["unionid"] = "UnionId",
        ["appid"] = "AppId",
        ["mchid"] = "MchId",
        ["touser"] = "ToUser",
        ["msgtype"] = "MsgType",
        ["fileid"] = "FileId",
        ["openpid"] = "OpenPid",
    };

    /// <summary>A property's name.</summary>
    public static string Property(string wire)
    {
        var name = new StringBuilder();
        foreach (var word in wire.Split(['_', '-', '@', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(Words.TryGetValue(word, out var known) ? known : char.ToUpperInvariant(word[0]) + word[1..]);
        }

        return name.Length > 0 && char.IsDigit(name[0]) ? "Value" + name : name.ToString();
    }

    /// <summary>The name of one of a list.</summary>
    public static string Singular(string name) =>
        name.EndsWith("List", StringComparison.Ordinal) && name.Length > 4 ? name[..^4]
        : name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) && !name.EndsWith("us", StringComparison.Ordinal) && name.Length > 2 ? name[..^1]
        : name;

    /// <summary>A name as a parameter or a local has it.</summary>
    public static string Parameter(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
