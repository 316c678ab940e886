using System.Globalization;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Runs a test under a culture in which careless code goes wrong: another i, other digits, other signs, another calendar.</summary>
internal sealed class Cultures : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    private Cultures(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

    public static string[] Names => ["en-US", "tr-TR", "fa-IR", "th-TH"];

    public static Cultures Use(string name) => new(name);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
