using ApiGenerator.Catalogue;

namespace ApiGenerator.Output;

/// <summary>Writes the core's list of the APIs that are called signed and encrypted.</summary>
internal static class SecurePathsWriter
{
    public static string Write(ApiCatalogue catalogue)
    {
        var code = CodeWriter.Source();
        code.Line("namespace WeChatMini.Sdk.SecureApi;").Line();
        code.Line("/// <summary>The APIs whose pages say that they support signing and encryption, but for those of which nothing says how.</summary>");
        code.Open("internal static class DocumentedPaths");
        code.Line("/// <summary>A switch, so that a cold start builds no table.</summary>");
        code.Line("public static bool Contains(string path) => path is");
        var paths = catalogue.Endpoints.Where(IsProtected).Select(endpoint => endpoint.Path).Order(StringComparer.Ordinal).ToList();
        for (var index = 0; index < paths.Count; index++)
        {
            code.Line($"    {(index == 0 ? "" : "or ")}\"{paths[index]}\"{(index == paths.Count - 1 ? ";" : "")}");
        }

        return code.Close().ToString();
    }

    /// <summary>Nothing says what of a GET is encrypted, nor how an image comes back.</summary>
    private static bool IsProtected(Endpoint endpoint) => endpoint is { SecureApi: true, Method: "POST", IsStream: false };
}
