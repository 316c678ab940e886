namespace WeChatMini.Sdk.Testing.State;

internal enum TokenVerdict
{
    Valid,
    Malformed,
    Invalid,
    Expired,
}
