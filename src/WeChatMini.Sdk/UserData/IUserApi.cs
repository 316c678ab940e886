using Refit;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.UserData;

/// <summary>
/// WeChat's APIs around the session_key and the user. They travel like a user's own calls: backup host once while nothing can have
/// left, and again after a rejected token. Beyond that each says its own rule. Parameters and bodies travel in the call.
/// </summary>
internal interface IUserApi
{
    /// <summary>Reads only: repeated up to twice.</summary>
    [Get("/wxa/checksession")]
    Task<HttpResponseMessage> CheckSessionAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);

    /// <summary>Replaces the key: never repeated.</summary>
    [Get("/wxa/resetusersessionkey")]
    Task<HttpResponseMessage> ResetSessionKeyAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);

    /// <summary>Takes a one-time code: never repeated, like code2session.</summary>
    [Post("/wxa/business/getuserphonenumber")]
    Task<HttpResponseMessage> GetPhoneNumberAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);

    /// <summary>Reads only: repeated up to twice.</summary>
    [Get("/wxa/getpaidunionid")]
    Task<HttpResponseMessage> GetPaidUnionIdAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);

    /// <summary>Reads only: repeated up to twice.</summary>
    [Post("/wxa/business/checkencryptedmsg")]
    Task<HttpResponseMessage> CheckEncryptedMessageAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);

    /// <summary>Reads only: repeated up to twice. Any body, even an empty object, makes WeChat refuse the signature.</summary>
    [Post("/wxa/business/getuserencryptkey")]
    Task<HttpResponseMessage> PostForEncryptKeysAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);

    /// <summary>The same by the other of the two methods that WeChat documents.</summary>
    [Get("/wxa/business/getuserencryptkey")]
    Task<HttpResponseMessage> GetEncryptKeysAsync([Property(ApiCall.OptionsKey)] ApiCall call, CancellationToken cancellationToken);
}
