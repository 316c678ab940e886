namespace SessionStores;

/// <summary>When a validation began, counted from the beginning of the load, how long it took, and what it said.</summary>
internal readonly record struct ValidationAnswer(TimeSpan Asked, TimeSpan Took, ValidationOutcome Outcome);
