namespace Lateness;

/// <summary>Something took longer than it may, or was given up for lack of time.</summary>
internal sealed class LateException(string message) : Exception(message);
