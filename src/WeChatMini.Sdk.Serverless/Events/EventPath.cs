namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>Decodes a path as Kestrel does, so that a route matches on every host alike.</summary>
internal static class EventPath
{
    public static string Decode(string raw)
    {
        var path = raw.StartsWith('/') ? raw : "/" + raw;
        if (path.Contains('%'))
        {
            // %2F stays as it is: it is no separator, and to decode it would make it one.
            var parts = path.Split("%2F", StringSplitOptions.None);
            for (var i = 0; i < parts.Length; i++)
            {
                var inner = parts[i].Split("%2f", StringSplitOptions.None);
                parts[i] = string.Join("%2f", inner.Select(Uri.UnescapeDataString));
            }

            path = string.Join("%2F", parts);
        }

        return path.Contains("/.", StringComparison.Ordinal) ? WithoutDots(path) : path;
    }

    /// <summary>RFC 3986, 5.2.4.</summary>
    private static string WithoutDots(string path)
    {
        List<string> kept = [];
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".." when kept.Count > 0:
                    kept.RemoveAt(kept.Count - 1);
                    break;
                case "." or "..":
                    break;
                default:
                    kept.Add(segments[i]);
                    continue;
            }

            if (isLast)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }
}
