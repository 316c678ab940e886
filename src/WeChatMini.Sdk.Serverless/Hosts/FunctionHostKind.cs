namespace WeChatMini.Sdk.Serverless;

/// <summary>Hosts that hand their events over one by one.</summary>
public enum FunctionHostKind
{
    /// <summary>AWS Lambda, by its runtime API.</summary>
    Lambda,

    /// <summary>Tencent SCF, an event function with a custom runtime.</summary>
    TencentScf,

    /// <summary>Azure Functions, a custom handler.</summary>
    AzureFunctions,
}
