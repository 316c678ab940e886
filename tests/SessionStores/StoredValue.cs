namespace SessionStores;

/// <summary>Something of a user's in a database that somebody with access to it could change.</summary>
/// <param name="Place">Where it is: a column, a field, an attribute. The same for every user.</param>
/// <param name="Bytes">What is there.</param>
internal sealed record StoredValue(string Place, byte[] Bytes);
