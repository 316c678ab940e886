namespace ApiGenerator.Catalogue;

/// <summary>One endpoint as the catalogue has it.</summary>
internal sealed record Endpoint
{
    public required string Path { get; init; }

    public required string Method { get; init; }

    public required string Area { get; init; }

    /// <summary>Gets its name in C#, without Async.</summary>
    public required string Call { get; init; }

    /// <summary>Gets the member of the core that makes this call; null when it is generated.</summary>
    public string? Core { get; init; }

    /// <summary>Gets WeChat's own name.</summary>
    public required string Name { get; init; }

    public required bool IsReviewed { get; init; }

    public string? Summary { get; init; }

    /// <summary>Gets read, keyed or send.</summary>
    public required string Retry { get; init; }

    public bool NeedsToken { get; init; } = true;

    public IReadOnlyList<int> Done { get; init; } = [];

    public bool IsStream { get; init; }

    public IReadOnlyList<string> Signatures { get; init; } = [];

    public bool SecureApi { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string> Remarks { get; init; } = [];

    public string? Decision { get; init; }

    public string Source { get; init; } = "";

    public IReadOnlyList<int> ErrorCodes { get; init; } = [];

    public IReadOnlyList<string> ExactlyOne { get; init; } = [];

    public Paging? Paging { get; init; }

    public IReadOnlyList<Field> Request { get; init; } = [];

    public IReadOnlyList<Field> Response { get; init; } = [];

    /// <summary>Gets whether the user's session_key signs the call.</summary>
    public bool IsSigned => Signatures.Contains("signature") || Signatures.Contains("mp_sig");

    /// <summary>Gets the fields that the caller gives: those that the library fills in are left out.</summary>
    public IEnumerable<Field> Given => Request.Where(given => !IsFilledIn(given));

    /// <summary>Whether the library knows the value by itself.</summary>
    public bool IsFilledIn(Field field) =>
        field is { In: "query", As: "appId" or "appSecret" } || Signatures.Contains(field.Path) || (field is { In: "query", Path: "openid" } && IsSigned);
}
