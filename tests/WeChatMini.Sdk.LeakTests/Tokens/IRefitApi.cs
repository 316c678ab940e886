using System.Text.Json.Serialization;
using Refit;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>A server API as an application's own Refit interface.</summary>
internal interface IRefitApi
{
    [Post("/wxa/msg_sec_check")]
    Task<ApiAnswer> CheckAsync([Body] ApiQuestion question, CancellationToken cancellationToken);

    [Get("/wxa/query")]
    Task<IApiResponse<ApiAnswer>> QueryAsync(string word);

    [Post("/wxa/game/getbalance")]
    Task<ApiAnswer> BalanceAsync([Body(BodySerializationMethod.Serialized, buffered: true)] ApiQuestion question, [Property(RequestSigning.Session)] SigningSession session);

    [Get("/wxa/getwxacode")]
    Task<Stream> ImageAsync();
}

/// <summary>What is asked.</summary>
internal sealed record ApiQuestion([property: JsonPropertyName("content")] string Content);

/// <summary>What is answered.</summary>
internal sealed record ApiAnswer([property: JsonPropertyName("trace_id")] string? TraceId);

[JsonSerializable(typeof(ApiQuestion))]
[JsonSerializable(typeof(ApiAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
