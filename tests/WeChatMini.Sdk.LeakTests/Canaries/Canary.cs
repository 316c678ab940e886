namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <summary>A secret value that is put in at one end and searched for at every other, in each form that it could take on the way.</summary>
internal sealed record Canary
{
    /// <summary>A cut of a secret: logs shorten, and half a secret is a leak too.</summary>
    public const int FragmentLength = 12;

    private Canary(string name, IReadOnlyList<string> forms)
    {
        Name = name;
        Forms = forms;
    }

    public string Name { get; }

    public IReadOnlyList<string> Forms { get; }

    /// <summary>Whether it tells who the user is, which is no secret from the application.</summary>
    public bool IsIdentifier { get; init; }

    /// <summary>Whether the user or WeChat said it to the application, which therefore finds it in the objects that it gets, and in their JSON.</summary>
    public bool IsUserData { get; init; }

    /// <summary>A secret that is text.</summary>
    /// <param name="name">How hits name it.</param>
    /// <param name="text">The secret.</param>
    /// <param name="distinctive">The part of it that is secret and of which a cut is searched; all of it by default.</param>
    public static Canary OfText(string name, string text, string? distinctive = null)
    {
        var forms = new HashSet<string>(Encodings.OfText(text), StringComparer.OrdinalIgnoreCase);
        var part = distinctive ?? text;
        for (var start = 0; start + FragmentLength <= part.Length; start += FragmentLength)
        {
            forms.Add(part.Substring(start, FragmentLength));
        }

        return new Canary(name, [.. forms]);
    }

    /// <summary>A secret that is Base64 or Base64Url of bytes, which leak as bytes and as hexadecimal digits as well.</summary>
    public static Canary OfEncodedBytes(string name, string text, byte[] bytes, string? distinctive = null) =>
        new(name, [.. OfText(name, text, distinctive).Forms.Union(Encodings.OfBytes(bytes), StringComparer.OrdinalIgnoreCase)]);
}
