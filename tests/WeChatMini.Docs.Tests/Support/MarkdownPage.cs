using System.Text.RegularExpressions;

namespace WeChatMini.Docs.Tests.Support;

/// <summary>A page as its readers see it: text, code blocks, links, headings, rows of tables.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path, string folder, IReadOnlyList<CodeBlock> blocks, string prose)
    {
        Path = path;
        Folder = folder;
        Blocks = blocks;
        Prose = prose;
    }

    /// <summary>The path below the repository's root, with slashes.</summary>
    public string Path { get; }

    public string Folder { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>The text without its code blocks.</summary>
    public string Prose { get; }

    public IEnumerable<string> Links => LinkPattern().Matches(Prose).Select(match => match.Groups["target"].Value);

    /// <summary>What a link can point to behind its #, as GitHub makes it from the headings.</summary>
    public IEnumerable<string> Anchors => HeadingPattern().Matches(Prose)
        .Select(match => NotInAnchor().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The rows of all tables, header rows included, cells trimmed and without backticks.</summary>
    public IEnumerable<string[]> Rows => Prose.Split('\n')
        .Where(line => line.StartsWith('|') && !line.StartsWith("|-", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());

    public static MarkdownPage Read(string root, string file)
    {
        var path = System.IO.Path.GetRelativePath(root, file).Replace('\\', '/');
        var lines = File.ReadAllLines(file);
        var prose = new List<string>();
        var blocks = new List<CodeBlock>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                prose.Add(lines[i]);
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, line => line == "```");
            var text = end > i ? lines[(i + 1)..end] : throw new InvalidDataException($"{path}:{i + 1}: the code block has no end.");
            blocks.Add(new CodeBlock($"{path}:{i + 1}", lines[i][3..].Trim(), string.Join('\n', text)));
            i = end;
        }

        return new MarkdownPage(path, System.IO.Path.GetDirectoryName(file)!, blocks, string.Join('\n', prose));
    }

    public override string ToString() => Path;

    // Code in backticks is no link.
    [GeneratedRegex(@"(?<!`[^`\n]*)\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchor();
}
