using System.Text.RegularExpressions;
using Xunit;

namespace WeChatMini.Sdk.Tests.Conventions;

/// <summary>Gate G25: what is secret or a signature is compared in constant time, and broken modes stay out.</summary>
public sealed partial class ComparisonTests
{
    private static readonly string[] Folders = ["UserData", "Signatures", "Push"];

    [Fact]
    public void No_signature_digest_or_key_is_compared_by_an_ordinary_comparison() => Assert.Empty(Find(OrdinaryComparison()));

    [Fact]
    public void No_padding_is_left_to_the_runtime_which_tells_its_errors_apart() => Assert.Empty(Find(RuntimePadding()));

    [Theory]
    [InlineData("if (signature == expected)")]
    [InlineData("return hash.SequenceEqual(other);")]
    [InlineData("string.Equals(msgSignature, x)")]
    [InlineData("expectedDigest != given")]
    public void The_search_finds_what_it_is_for(string line) => Assert.Matches(OrdinaryComparison(), line);

    [GeneratedRegex(@"\w*(?:signature|digest|mac|hash|tag)\s*(?:==|!=)(?!\s*null)|(?:==|!=)\s*\w*(?:signature|digest|hash)\b|SequenceEqual(?!\("")|string\.Equals\(\w*(?:signature|digest|hash)", RegexOptions.IgnoreCase)]
    private static partial Regex OrdinaryComparison();

    [GeneratedRegex(@"PaddingMode\.(?!None)|CipherMode\.ECB")]
    private static partial Regex RuntimePadding();

    private static List<string> Find(Regex pattern)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MiniSdk.sln")))
        {
            root = root.Parent!;
        }

        var files = Folders.Select(folder => Path.Combine(root.FullName, "src", "WeChatMini.Sdk", folder)).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.cs")).ToArray();
        Assert.NotEmpty(files);
        return [.. files.SelectMany(file => File.ReadLines(file).Where(line => pattern.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))];
    }
}
