namespace WeChatMini.Sdk.Serverless.Runtime;

internal static class RuntimeApis
{
    /// <exception cref="InvalidOperationException">A variable of the host is missing or wrong.</exception>
    public static IRuntimeApi Of(FunctionHostKind host, Func<string, string?> variable, TimeProvider clock) =>
        host == FunctionHostKind.TencentScf ? new ScfRuntimeApi(variable, clock) : new LambdaRuntimeApi(variable);
}
