using System.Text;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.SecureApi;

/// <summary>What was sealed in a call: body and query in one object, the three members of the protocol taken off.</summary>
internal sealed class OpenedCall
{
    private readonly JsonObject _members;

    private OpenedCall(JsonObject members, byte[] plaintext)
    {
        _members = members;
        Plaintext = plaintext;
    }

    /// <summary>All of it, as it was sealed.</summary>
    public byte[] Plaintext { get; }

    /// <summary>The body as the API reads it. What is signed with a session_key has none: what was sealed is its query.</summary>
    public byte[] Body => _members.ContainsKey("signature") ? [] : Encoding.UTF8.GetBytes(_members.ToJsonString(FakeSealedData.Plain));

    /// <summary>Null when the three members are not there or are for somebody else.</summary>
    public static OpenedCall? Of(byte[] plaintext, string appId, long timestamp)
    {
        var members = JsonNode.Parse(plaintext)!.AsObject();
        return members["_n"] is JsonValue nonce && nonce.GetValue<string>().Length >= 16 && (string?)members["_appid"] == appId && (long?)members["_timestamp"] == timestamp
            && members.Remove("_n") && members.Remove("_appid") && members.Remove("_timestamp")
            ? new OpenedCall(members, plaintext)
            : null;
    }

    /// <summary>A member that stood in the query; empty when there is none.</summary>
    public string Query(string name) => _members[name] is JsonValue value ? value.ToString() : "";
}
