using Refit;

namespace WeChatMini.AotSmoke;

/// <summary>A server API as a Refit interface; it knows nothing of tokens.</summary>
internal interface ICheckApi
{
    [Post(CheckClient.Path)]
    Task<CheckAnswer> CheckAsync([Body] CheckQuestion question);
}
