namespace WeChatMini.Sdk.SecureApi;

/// <summary>The query of an address, which a protected call encrypts along with its body.</summary>
internal static class QueryText
{
    /// <summary>Its parameters, decoded, and others behind them.</summary>
    public static (string Name, string Value)[] With(string query, (string Name, string Value)[] others)
    {
        if (query.Length <= 1)
        {
            return others;
        }

        var text = query.AsSpan(1);
        var count = 0;
        foreach (var range in text.Split('&'))
        {
            count += text[range].IsEmpty ? 0 : 1;
        }

        var all = new (string Name, string Value)[count + others.Length];
        others.CopyTo(all, count);
        count = 0;
        foreach (var range in text.Split('&'))
        {
            if (text[range] is { IsEmpty: false } pair)
            {
                var at = pair.IndexOf('=');
                all[count++] = at < 0 ? (Decode(pair), "") : (Decode(pair[..at]), Decode(pair[(at + 1)..]));
            }
        }

        return all;
    }

    private static string Decode(ReadOnlySpan<char> text) => text.Contains('+') ? Uri.UnescapeDataString(text.ToString().Replace('+', ' ')) : Uri.UnescapeDataString(text);
}
