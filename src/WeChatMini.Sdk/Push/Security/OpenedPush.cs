using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>A push that passed every check, with what its reply is encrypted with; null where it came unencrypted.</summary>
internal sealed record OpenedPush(PushDocument Document, ReplySeal? Seal);
