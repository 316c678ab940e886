namespace SessionStores;

/// <summary>What a caller heard of a token that is valid.</summary>
internal enum ValidationOutcome
{
    /// <summary>The truth.</summary>
    SignedIn,

    /// <summary>Come again later.</summary>
    StoreUnavailable,

    /// <summary>A lie, after which the user's device logs in again.</summary>
    SignedOut,

    /// <summary>An exception that no caller expects.</summary>
    Failed,
}
