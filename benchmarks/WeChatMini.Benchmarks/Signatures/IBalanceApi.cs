using Refit;
using WeChatMini.Benchmarks.Apis;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>A call of virtual payment that nobody signs.</summary>
internal interface IBalanceApi
{
    [Post("/xpay/query_user_balance")]
    Task<CheckAnswer> QueryAsync([Body(BodySerializationMethod.Serialized, buffered: true)] CheckBody body, CancellationToken cancellationToken);
}

/// <summary>The same with the user's signature; <c>AddPaySignature</c> adds the other one.</summary>
internal interface ISignedBalanceApi
{
    [Post("/xpay/query_user_balance")]
    Task<CheckAnswer> QueryAsync([Body(BodySerializationMethod.Serialized, buffered: true)] CheckBody body, [Property(RequestSigning.Session)] SigningSession session, CancellationToken cancellationToken);
}
