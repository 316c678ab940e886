namespace WeChatMini.Docs.Tests.Support;

/// <summary>A fenced block: where it begins, its language, its text.</summary>
internal sealed record CodeBlock(string Place, string Language, string Text)
{
    private const string Using = "using ";

    public bool IsCSharp => Language is "csharp" or "cs" or "c#";

    /// <summary>The using directives that the block begins with, without those that a web project has of itself.</summary>
    public IEnumerable<string> Usings => Lines.TakeWhile(IsDirective).Except(SnippetFile.WebUsings);

    /// <summary>The block without its using directives.</summary>
    public string Code => string.Join('\n', Lines.SkipWhile(line => line.Length == 0 || IsDirective(line)));

    private string[] Lines => Text.Split('\n');

    public override string ToString() => Place;

    // "using var x = …" and "using (…" are statements.
    private static bool IsDirective(string line) => line.StartsWith(Using, StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal);
}
