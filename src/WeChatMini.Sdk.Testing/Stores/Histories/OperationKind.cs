namespace WeChatMini.Sdk.Testing.Stores.Histories;

internal enum OperationKind
{
    Create,
    Find,
    Touch,
    Rotate,
    Revoke,
    RevokeAll,
    PutKey,
    List,
    Purge,
}
