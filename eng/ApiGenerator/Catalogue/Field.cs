namespace ApiGenerator.Catalogue;

/// <summary>One field of a request or an answer, flat: a nested one is called <c>a.b</c> or <c>a[].b</c>.</summary>
internal sealed record Field
{
    /// <summary>Gets its path on the wire.</summary>
    public required string Path { get; init; }

    /// <summary>Gets its type: string, number, boolean, object, array, file, bytes, datetime, a list such as object[], or one of the reviewed types.</summary>
    public required string Type { get; init; }

    /// <summary>Gets whether a call without it is refused; for a nested field, if its parent is there.</summary>
    public bool Required { get; init; }

    /// <summary>Gets where it travels: body, query, form or raw, the last being the whole body.</summary>
    public string In { get; init; } = "body";

    /// <summary>Gets its name in C#; null leaves that to the wire name.</summary>
    public string? Net { get; init; }

    /// <summary>Gets its type in C# where that says more than the wire: integer, decimal, time, flag, rfc3339, templateData, appId, appSecret, or the name of an enum.</summary>
    public string? As { get; init; }

    /// <summary>Gets a sentence for its documentation.</summary>
    public string? Doc { get; init; }

    /// <summary>Gets what is sent when the caller gives nothing.</summary>
    public string? Default { get; init; }

    /// <summary>Gets the misspelt or older name that is read as well.</summary>
    public string? Also { get; init; }

    /// <summary>Gets the name without its parents and without brackets.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Gets the path of its parent without brackets at the end; empty at the top.</summary>
    public string Parent => Path.LastIndexOf('.') is > 0 and var dot ? Path[..dot].TrimEnd('[', ']') : "";
}
