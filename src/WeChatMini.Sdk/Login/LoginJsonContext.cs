using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Login;

/// <summary>Lenient in what WeChat gets wrong (numbers as strings), strict in what an attacker would use (depth, duplicates).</summary>
[JsonSourceGenerationOptions(MaxDepth = 16, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Code2SessionReply))]
internal sealed partial class LoginJsonContext : JsonSerializerContext;
