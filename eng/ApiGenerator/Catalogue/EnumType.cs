namespace ApiGenerator.Catalogue;

/// <summary>The values that WeChat documents for a field of requests.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Area">Where it lives.</param>
/// <param name="Doc">A sentence.</param>
/// <param name="IsText">Whether the wire has texts; numbers otherwise.</param>
/// <param name="Values">Name in C#, value on the wire, meaning.</param>
internal sealed record EnumType(string Name, string Area, string Doc, bool IsText, IReadOnlyList<(string Name, string Wire, string Doc)> Values);
