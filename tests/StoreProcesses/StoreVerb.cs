namespace StoreProcesses;

/// <summary>The operations of a session store.</summary>
internal enum StoreVerb : byte
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
