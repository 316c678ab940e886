namespace WeChatMini.Sdk.ServerApis;

/// <summary>What may be done again when a call to a server API fails. A rejected token and a connection that never stood are always mended, once each.</summary>
public enum ServerApiRetry
{
    /// <summary>Nothing: the call has an effect, or takes a one-time code, and may have had it although no answer came.</summary>
    Never = 0,

    /// <summary>The call only reads: repeated up to twice, after about 200 and 600 ms, when WeChat is busy or its answer is lost.</summary>
    Reads,

    /// <summary>The call has an effect and a number of its own, such as an order's, by which WeChat recognises a repetition: repeated like a reading one.</summary>
    Keyed,
}
