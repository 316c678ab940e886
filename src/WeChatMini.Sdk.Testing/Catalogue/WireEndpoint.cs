namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>An endpoint as the catalogue has it.</summary>
internal sealed record WireEndpoint(string Method, string Path, bool NeedsToken, bool IsFile, IReadOnlyList<string> Signatures, IReadOnlyList<WireField> Request, IReadOnlyList<WireField> Answer)
{
    private static readonly Lazy<Dictionary<string, WireEndpoint>> Known = new(Load);

    /// <summary>Finds an endpoint; null when the catalogue has none of that path.</summary>
    public static WireEndpoint? Find(string path) => Known.Value.GetValueOrDefault(path);

    private static Dictionary<string, WireEndpoint> Load()
    {
        using var reader = new StreamReader(typeof(WireEndpoint).Assembly.GetManifestResourceStream("endpoints.tsv")!);
        var endpoints = new Dictionary<string, WireEndpoint>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split('\t') is [var method, var path, var flags, var signatures, var request, var answer])
            {
                endpoints.Add(path, new WireEndpoint(
                    method,
                    path,
                    flags.Contains('t', StringComparison.Ordinal),
                    flags.Contains('f', StringComparison.Ordinal),
                    signatures.Split(',', StringSplitOptions.RemoveEmptyEntries),
                    [.. request.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WireField.ParseRequest)],
                    [.. answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WireField.ParseAnswer)]));
            }
        }

        return endpoints;
    }
}
