namespace SessionStores;

/// <summary>What a user meets whose rows somebody has changed.</summary>
internal enum TamperOutcome
{
    /// <summary>The own session and the own data, as before.</summary>
    Same,

    /// <summary>The session, without the session_key: data is refused until the next login.</summary>
    KeyRefused,

    /// <summary>No session: the user logs in again.</summary>
    SignedOut,

    /// <summary>An error for the operator.</summary>
    StoreUnavailable,
}
