namespace WeChatMini.Sdk.SecureApi;

/// <summary>The query of an address, which a protected call encrypts along with its body.</summary>
internal static class QueryText
{
    /// <summary>Its parameters, decoded, and others behind them.</summary>
    public static IReadOnlyList<(string Name, string Value)> With(string query, (string Name, string Value)[] others)
    {
        if (query.Length <= 1)
        {
            return others;
        }

        var all = new List<(string, string)>();
        foreach (var pair in query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=');
            all.Add(at < 0 ? (Decode(pair), "") : (Decode(pair[..at]), Decode(pair[(at + 1)..])));
        }

        all.AddRange(others);
        return all;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
