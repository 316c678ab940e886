namespace WeChatMini.Sdk.Apps;

/// <summary>Recognises hosts whose instances come and go with the load, by the variables that they set for every function.</summary>
internal static class FunctionHost
{
    private static readonly (string Variable, string Name)[] Signs =
    [
        ("AWS_LAMBDA_FUNCTION_NAME", "AWS Lambda"),
        ("AWS_LAMBDA_RUNTIME_API", "AWS Lambda"),
        ("FUNCTIONS_CUSTOMHANDLER_PORT", "Azure Functions"),
        ("FUNCTIONS_WORKER_RUNTIME", "Azure Functions"),
        ("SCF_RUNTIME_API", "Tencent SCF"),
    ];

    /// <summary>The host's name, or null on an ordinary server. <c>WECHATMINI_HOST</c> decides where it is set, with <c>none</c> for an ordinary server.</summary>
    public static string? Detect()
    {
        if (Environment.GetEnvironmentVariable("WECHATMINI_HOST") is { Length: > 0 } chosen)
        {
            return chosen == "none" ? null : chosen;
        }

        foreach (var (variable, name) in Signs)
        {
            if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            {
                return name;
            }
        }

        return null;
    }
}
