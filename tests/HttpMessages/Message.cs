using System.Text;

namespace HttpMessages;

/// <summary>A request, as plain as a mini-program sends it.</summary>
public sealed record Message(string Method, string Path)
{
    /// <summary>What comes after "Bearer "; no header when null.</summary>
    public string? Token { get; init; }

    /// <summary>The whole Authorization header, for those that are not "Bearer token".</summary>
    public string? Authorization { get; init; }

    public string? ContentType { get; init; }

    public byte[] Body { get; init; } = [];

    public string? AuthorizationHeader => Authorization ?? (Token is null ? null : "Bearer " + Token);

    public static Message Login(string code, string? token = null) => Post("/wx/login", $$"""{"code":"{{code}}"}""", token);

    public static Message Session(string? token) => new("GET", "/wx/session") { Token = token };

    public static Message Logout(string? token) => new("POST", "/wx/logout") { Token = token };

    public static Message LogoutEverywhere(string? token) => Post("/wx/logout", """{"everywhere":true}""", token);

    public static Message Get(string path, string? token = null) => new("GET", path) { Token = token };

    public static Message Post(string path, string json, string? token = null) =>
        new("POST", path) { Token = token, ContentType = "application/json", Body = Encoding.UTF8.GetBytes(json) };
}
