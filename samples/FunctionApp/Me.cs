using System.Text.Json.Serialization;

namespace FunctionApp;

/// <summary>What the program tells a signed-in user.</summary>
/// <param name="SignedInUntil">The absolute end of the session.</param>
internal sealed record Me(DateTimeOffset SignedInUntil);

[JsonSerializable(typeof(Me))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class AppJson : JsonSerializerContext;
