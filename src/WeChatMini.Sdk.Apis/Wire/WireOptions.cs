using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>The options of all messages: each has its own code, so that there is nothing to resolve.</summary>
internal static class WireOptions
{
    public static readonly JsonSerializerOptions Shared = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine() };
}
