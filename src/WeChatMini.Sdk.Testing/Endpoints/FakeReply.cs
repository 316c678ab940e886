namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>An HTTP answer in full.</summary>
internal sealed record FakeReply(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>WeChat's sns endpoints send their JSON as text/plain, with status 200 for errors too.</summary>
    public static FakeReply Json(byte[] body) => new(200, "text/plain", body);

    public static FakeReply Html(int status, string title) =>
        new(status, "text/html", System.Text.Encoding.UTF8.GetBytes($"<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>\r\n"));
}
