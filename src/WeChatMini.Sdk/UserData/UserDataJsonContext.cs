using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>Lenient in what WeChat gets wrong (numbers as strings), strict in what an attacker would use (depth, duplicates).</summary>
[JsonSourceGenerationOptions(MaxDepth = 8, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(UserProfileClaim))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(PhoneNumberClaim))]
[JsonSerializable(typeof(StepsClaim))]
[JsonSerializable(typeof(GroupShareClaim))]
[JsonSerializable(typeof(PhoneNumberReply))]
[JsonSerializable(typeof(PaidUnionIdReply))]
[JsonSerializable(typeof(SessionKeyReply))]
[JsonSerializable(typeof(EncryptedMessageReply))]
[JsonSerializable(typeof(EncryptKeysReply))]
[JsonSerializable(typeof(PhoneNumberBody))]
[JsonSerializable(typeof(EncryptedMessageBody))]
internal sealed partial class UserDataJsonContext : JsonSerializerContext;
