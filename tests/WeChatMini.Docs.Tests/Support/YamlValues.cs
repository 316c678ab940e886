using System.Text.RegularExpressions;

namespace WeChatMini.Docs.Tests.Support;

/// <summary>The values of a block-style YAML file by their path, such as <c>Resources/Function/Properties/Timeout</c>; items of a list have their number in it.</summary>
internal static partial class YamlValues
{
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        var values = new Dictionary<string, string>();
        var open = new Stack<(int Indent, string Path)>([(-1, "")]);
        var items = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(file).Where(line => line.Trim() is { Length: > 0 } text && text[0] != '#'))
        {
            var rest = line.TrimStart();
            var indent = line.Length - rest.Length;
            while (rest.StartsWith("- ", StringComparison.Ordinal))
            {
                var list = Parent(open, indent);
                var number = items[list] = items.GetValueOrDefault(list, -1) + 1;
                open.Push((indent, $"{list}/{number}"));
                rest = rest[2..];
                indent += 2;
            }

            if (EntryPattern().Match(rest) is not { Success: true } entry)
            {
                values[open.Peek().Path] = rest;
                continue;
            }

            var path = $"{Parent(open, indent)}/{entry.Groups["key"].Value}".TrimStart('/');
            if (entry.Groups["value"].Value.Trim('"') is { Length: > 0 } value)
            {
                values.Add(path, value);
            }

            open.Push((indent, path));
        }

        return values;
    }

    private static string Parent(Stack<(int Indent, string Path)> open, int indent)
    {
        while (open.Peek().Indent >= indent)
        {
            open.Pop();
        }

        return open.Peek().Path;
    }

    [GeneratedRegex("^(?<key>[A-Za-z0-9_]+):(?: (?<value>.*))?$")]
    private static partial Regex EntryPattern();
}
