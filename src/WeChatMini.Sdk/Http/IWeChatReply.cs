namespace WeChatMini.Sdk.Http;

/// <summary>What every JSON answer of WeChat may hold: absent on success, or zero.</summary>
internal interface IWeChatReply
{
    int? ErrorCode { get; }

    string? ErrorMessage { get; }
}
