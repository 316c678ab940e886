using Refit;

namespace WeChatMini.Benchmarks.Apis;

/// <summary>A server API as one would declare it with Refit alone, token in the open.</summary>
internal interface ICheckApi
{
    [Post("/wxa/msg_sec_check")]
    Task<CheckAnswer> CheckAsync([AliasAs("access_token")] string token, [Body(BodySerializationMethod.Serialized, buffered: true)] CheckBody body, CancellationToken cancellationToken);
}

/// <summary>The same over <c>AddWeChatMiniApi</c>, which adds the token.</summary>
internal interface IOwnCheckApi
{
    [Post("/wxa/msg_sec_check")]
    Task<CheckAnswer> CheckAsync([Body(BodySerializationMethod.Serialized, buffered: true)] CheckBody body, CancellationToken cancellationToken);
}
