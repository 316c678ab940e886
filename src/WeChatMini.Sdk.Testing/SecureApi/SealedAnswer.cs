namespace WeChatMini.Sdk.Testing.SecureApi;

/// <summary>An answer as it goes over the wire.</summary>
/// <param name="Body">The body.</param>
/// <param name="Headers">The headers that belong to it.</param>
internal sealed record SealedAnswer(byte[] Body, IReadOnlyDictionary<string, string> Headers);
