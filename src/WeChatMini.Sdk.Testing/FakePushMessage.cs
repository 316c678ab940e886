using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing;

/// <summary>What WeChat pushes, in no format yet. It can be sent any number of times and stays the same message.</summary>
public sealed class FakePushMessage
{
    private static long _lastId = 23637352235060880;

    private FakePushMessage(JsonObject document) => Document = document;

    internal JsonObject Document { get; }

    /// <summary>Makes a user's text.</summary>
    /// <param name="openId">The user.</param>
    /// <param name="content">The text.</param>
    public static FakePushMessage Text(string openId, string content) => OfUser(openId, "text", ("Content", content));

    /// <summary>Makes a user's picture.</summary>
    /// <param name="openId">The user.</param>
    /// <param name="pictureUrl">Its address.</param>
    /// <param name="mediaId">Its media id.</param>
    public static FakePushMessage Image(string openId, string pictureUrl, string mediaId) => OfUser(openId, "image", ("PicUrl", pictureUrl), ("MediaId", mediaId));

    /// <summary>Makes a page that a user sent.</summary>
    /// <param name="openId">The user.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="pagePath">The page.</param>
    public static FakePushMessage MiniProgramPage(string openId, string title, string pagePath) => OfUser(openId, "miniprogrampage", ("Title", title), ("PagePath", pagePath));

    /// <summary>Makes an event.</summary>
    /// <param name="openId">The user, or the system, that it is about.</param>
    /// <param name="name">WeChat's <c>Event</c>, such as <c>user_enter_tempsession</c>.</param>
    /// <param name="json">Its own fields as a JSON object.</param>
    public static FakePushMessage Event(string openId, string name, string json = "{}")
    {
        var document = Envelope(openId, "event");
        document["Event"] = name;
        foreach (var (field, value) in JsonNode.Parse(json)!.AsObject())
        {
            document[field] = value?.DeepClone();
        }

        return new FakePushMessage(document);
    }

    /// <summary>Makes a message from its JSON, all of it. In XML, an array is an element for each entry.</summary>
    /// <param name="json">A JSON object.</param>
    public static FakePushMessage FromJson(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>Names the kind and hides what it says.</summary>
    /// <returns>The kind.</returns>
    public override string ToString() => $"{Document["MsgType"]} {Document["Event"]}".TrimEnd();

    private static FakePushMessage OfUser(string openId, string type, params (string Name, string Value)[] fields)
    {
        var document = Envelope(openId, type);
        foreach (var (name, value) in fields)
        {
            document[name] = value;
        }

        document["MsgId"] = Interlocked.Increment(ref _lastId);
        return new FakePushMessage(document);
    }

    private static JsonObject Envelope(string openId, string type) => new()
    {
        ["ToUserName"] = "gh_97417a04a28d",
        ["FromUserName"] = openId,
        ["CreateTime"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        ["MsgType"] = type,
    };
}
