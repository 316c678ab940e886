using System.Text.Json;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>How JSON is written for WeChat.</summary>
internal static class WireJson
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = WireEncoder.Instance };
}
