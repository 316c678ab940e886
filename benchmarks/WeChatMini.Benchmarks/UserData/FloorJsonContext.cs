using System.Text.Json.Serialization;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Benchmarks.UserData;

[JsonSourceGenerationOptions(MaxDepth = 8, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(UserProfileClaim))]
[JsonSerializable(typeof(UserProfile))]
internal sealed partial class FloorJsonContext : JsonSerializerContext;
