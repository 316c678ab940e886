using System.Globalization;

namespace WeChatMini.Sdk.Serverless.Hosts;

/// <summary>How this process gets its work: by polling a runtime API, or by listening on a port.</summary>
/// <param name="Runtime">The host whose runtime API is polled, or null.</param>
/// <param name="Url">Where to listen, or null where nobody but the application's own settings says so.</param>
/// <param name="IsFixed">Whether the address is the only one at which the host looks, whatever the application's settings say.</param>
internal sealed record HostChoice(FunctionHostKind? Runtime, string? Url = null, bool IsFixed = false)
{
    public const string Setting = "WECHATMINI_HOST";

    private const string AzurePort = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Where an SCF web function or an image function has to listen; the host looks at no other port.</summary>
    private const int ScfWebPort = 9000;

    /// <summary>Whether the host is Azure Functions, which sends events over HTTP as well.</summary>
    public bool IsAzure { get; private init; }

    /// <summary>Decides by the host's own variables, unless <c>WECHATMINI_HOST</c> decides.</summary>
    /// <exception cref="InvalidOperationException">The setting has an unknown value, or the host's variables do not fit it.</exception>
    public static HostChoice Detect(Func<string, string?> variable, Func<string, bool> exists) => variable(Setting) switch
    {
        "lambda" => new(FunctionHostKind.Lambda),
        "scf-event" => new(FunctionHostKind.TencentScf),
        "scf-web" => Anywhere(ScfWebPort.ToString(CultureInfo.InvariantCulture), isFixed: true),
        "azure" => Azure(variable),
        "none" => new(Runtime: null),
        null or "" => Recognise(variable, exists),
        _ => throw new InvalidOperationException($"{Setting} is none of lambda, scf-event, scf-web, azure and none. Correct it, or leave it out to let the host's own variables decide."),
    };

    private static HostChoice Recognise(Func<string, string?> variable, Func<string, bool> exists)
    {
        if (IsUnderWebAdapter(variable, exists))
        {
            return Anywhere(variable("AWS_LWA_PORT") ?? variable("PORT") ?? "8080");
        }

        if (!string.IsNullOrEmpty(variable("AWS_LAMBDA_RUNTIME_API")))
        {
            return new(FunctionHostKind.Lambda);
        }

        if (!string.IsNullOrEmpty(variable("SCF_RUNTIME_API")))
        {
            return new(FunctionHostKind.TencentScf);
        }

        if (!string.IsNullOrEmpty(variable(AzurePort)))
        {
            return Azure(variable);
        }

        return variable("PORT") is { Length: > 0 } port ? Anywhere(port) : new(Runtime: null);
    }

    /// <summary>The host and nobody else talks to a custom handler, so it listens on this machine only.</summary>
    private static HostChoice Azure(Func<string, string?> variable) =>
        variable(AzurePort) is { Length: > 0 } port
            ? new(Runtime: null, $"http://127.0.0.1:{Port(port, AzurePort)}", IsFixed: true) { IsAzure = true }
            : throw new InvalidOperationException($"{Setting} is azure, but {AzurePort} is not set: this is no custom handler of Azure Functions.");

    private static HostChoice Anywhere(string port, bool isFixed = false) => new(Runtime: null, $"http://0.0.0.0:{Port(port, "PORT")}", isFixed);

    private static int Port(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new InvalidOperationException($"{name} is not a port: a whole number from 1 to 65535 is needed.");

    /// <summary>The Lambda Web Adapter polls the runtime API itself and forwards plain HTTP; a second poller would take its events away.</summary>
    private static bool IsUnderWebAdapter(Func<string, string?> variable, Func<string, bool> exists) =>
        !string.IsNullOrEmpty(variable("AWS_LAMBDA_RUNTIME_API"))
        && (!string.IsNullOrEmpty(variable("AWS_LWA_PORT")) || variable("AWS_LAMBDA_EXEC_WRAPPER") == "/opt/bootstrap" || exists("/opt/extensions/lambda-adapter"));
}
