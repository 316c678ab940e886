namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

internal enum OperationKind
{
    Create,
    Find,
    Touch,
    Rotate,
    Revoke,
    RevokeAll,
    List,
    Purge,
}
