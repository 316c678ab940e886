using System.Text;

namespace WeChatMini.Sdk.Testing.Control;

/// <summary>A fault by name, with the parameters that its factory takes.</summary>
internal sealed record FaultOrder(
    string Fault,
    int Count = 1,
    bool Always = false,
    string? Path = null,
    double? Seconds = null,
    int? Status = null,
    double? RetryAfter = null,
    int? Bytes = null,
    int? Errcode = null,
    string? Errmsg = null,
    string? ContentType = null,
    string? Body = null)
{
    private static readonly Dictionary<string, FakeFault> Plain = new FakeFault[]
    {
        FakeFault.Hang, FakeFault.CloseBeforeProcessing, FakeFault.ResetBeforeProcessing, FakeFault.CloseAfterProcessing,
        FakeFault.ResetAfterProcessing, FakeFault.Redirect, FakeFault.Html, FakeFault.ErrorCodeAsString, FakeFault.EmptyBody,
        FakeFault.TruncatedJson, FakeFault.ByteOrderMark, FakeFault.InvalidUtf8, FakeFault.DuplicateProperties, FakeFault.DeepJson,
        FakeFault.WithoutSessionKey, FakeFault.WithoutOpenId, FakeFault.EmptyOpenId, FakeFault.ErrorCodeZero, FakeFault.Gzip,
        FakeFault.EndlessBody, FakeFault.SlowBody,
    }.ToDictionary(fault => fault.Name, StringComparer.OrdinalIgnoreCase);

    public FakeFault ToFault() => Plain.GetValueOrDefault(Fault) ?? Fault.ToUpperInvariant() switch
    {
        "LATENCY" => FakeFault.Latency(TimeSpan.FromSeconds(Needed(Seconds, "seconds"))),
        "STATUS" => FakeFault.Status(Needed(Status, "status"), RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
        "HUGEBODY" => FakeFault.HugeBody(Needed(Bytes, "bytes")),
        "ERROR" => FakeFault.Error(Needed(Errcode, "errcode"), Errmsg),
        "RAW" => FakeFault.Raw(Status ?? 200, ContentType ?? "text/plain", Encoding.UTF8.GetBytes(Body ?? "")),
        _ => throw new ArgumentException($"There is no fault {Fault}. Known are {string.Join(", ", Plain.Keys)}, Latency, Status, HugeBody, Error and Raw."),
    };

    private T Needed<T>(T? value, string name)
        where T : struct => value ?? throw new ArgumentException($"The fault {Fault} needs \"{name}\".");
}
