namespace ApiGenerator.Catalogue;

/// <summary>What <c>api/wechat-endpoints.json</c> says.</summary>
/// <param name="Areas">The areas with a sentence for each.</param>
/// <param name="Codes">What errcodes mean and what to do about them.</param>
/// <param name="Enums">The enumerations by name.</param>
/// <param name="Open">Points that are not established: topic, state, what the library does.</param>
/// <param name="Endpoints">All endpoints.</param>
internal sealed record ApiCatalogue(
    IReadOnlyDictionary<string, string> Areas,
    IReadOnlyDictionary<int, string> Codes,
    IReadOnlyDictionary<string, EnumType> Enums,
    IReadOnlyList<(string Topic, string State, string Library)> Open,
    IReadOnlyList<Endpoint> Endpoints);
