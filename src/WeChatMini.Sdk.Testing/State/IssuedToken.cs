namespace WeChatMini.Sdk.Testing.State;

internal sealed record IssuedToken(string Value, DateTimeOffset EndsAt);
