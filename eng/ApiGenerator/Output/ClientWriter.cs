using ApiGenerator.Catalogue;
using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Writes the client of an area.</summary>
internal static class ClientWriter
{
    public static string Write(ApiCatalogue catalogue, string area, string sentence, IReadOnlyList<EndpointModel> models)
    {
        string[] more = models.Any(model => model.Endpoint.Paging is not null) ? ["System.Runtime.CompilerServices"] : [];
        var code = CodeWriter.Source(["WeChatMini.Sdk.Apis.Wire", "WeChatMini.Sdk.ServerApis", "WeChatMini.Sdk.Sessions", "WeChatMini.Sdk.Signatures", .. more]);
        code.Line($"namespace WeChatMini.Sdk.Apis.{area};").Line();
        code.Doc("summary", CodeWriter.Escape(sentence));
        code.Doc("remarks", $"Failures are a <see cref=\"WeChatMini.Sdk.Errors.WeChatException\"/>, whose kind says what to do. See docs/apis/{Pages.Name(area)}.");
        code.Open($"public sealed class {area}Api");
        code.Line("private readonly WeChatMiniClient _client;").Line();
        code.Line($"internal {area}Api(WeChatMiniClient client) => _client = client;");
        foreach (var model in models)
        {
            Call(code, catalogue, model);
            if (model.Endpoint.Paging is not null)
            {
                PagingWriter.Write(code, model);
            }
        }

        return code.Close().ToString();
    }

    /// <summary>The parameters of a call but for the last one.</summary>
    public static IReadOnlyList<string> Parameters(EndpointModel model)
    {
        var parameters = new List<string>();
        if (model.Endpoint.IsSigned)
        {
            parameters.Add("MiniSession session");
        }

        if (model.Request is { } request)
        {
            parameters.Add(IsOptional(model) ? $"{request.Name}? request = null" : $"{request.Name} request");
        }

        return parameters;
    }

    /// <summary>Whether a call may be made without a request.</summary>
    public static bool IsOptional(EndpointModel model) => model.Request is { } request && !request.Properties.Any(property => property.IsRequired) && model.Endpoint.ExactlyOne.Count == 0;

    /// <summary>The type of what a call returns; null for nothing.</summary>
    public static string? Result(EndpointModel model) => model.Answer?.Name ?? (model.Endpoint.IsStream ? "ServerApiFile" : null);

    private static void Call(CodeWriter code, ApiCatalogue catalogue, EndpointModel model)
    {
        var endpoint = model.Endpoint;
        code.Line();
        Documentation(code, catalogue, model);
        var result = Result(model) is { } type ? $"Task<{type}>" : "Task";
        var parameters = string.Join(", ", Parameters(model).Append("CancellationToken cancellationToken = default"));
        code.Open($"public {(Wraps(model) ? "async " : "")}{result} {endpoint.Call}Async({parameters})");
        if (endpoint.IsSigned)
        {
            code.Line("ArgumentNullException.ThrowIfNull(session);");
        }

        if (model.Request is not null)
        {
            code.Line(IsOptional(model) ? "request ??= new();" : "ArgumentNullException.ThrowIfNull(request);");
        }

        if (model.Request?.Properties.FirstOrDefault(property => property.Field.As == "appId") is { } own)
        {
            code.Line("request = request.Copy();").Line($"request.{own.Name} ??= _client.AppId;");
        }

        foreach (var (first, second) in endpoint.ExactlyOne.Zip(endpoint.ExactlyOne.Skip(1)))
        {
            code.Line($"WireRules.ExactlyOne(request.{Name(model, first)}, request.{Name(model, second)}, nameof(request.{Name(model, first)}), nameof(request.{Name(model, second)}));");
        }

        RequestWriter.Write(code, model);
        if (Wraps(model))
        {
            code.Line("var file = await _client.ServerApis.DownloadAsync(api, message, cancellationToken).ConfigureAwait(false);");
            code.Line($"return file.IsJson ? file.ReadJson(AnswerJson<{model.Answer!.Name}>.Info) ?? new() : new() {{ File = file }};");
        }
        else if (endpoint.IsStream)
        {
            code.Line("return _client.ServerApis.DownloadAsync(api, message, cancellationToken);");
        }
        else
        {
            code.Line(model.Answer is { } answer
                ? $"return _client.ServerApis.SendAsync(api, message, AnswerJson<{answer.Name}>.Info, cancellationToken);"
                : "return _client.ServerApis.SendAsync(api, message, cancellationToken);");
        }

        code.Close();
    }

    private static bool Wraps(EndpointModel model) => model.Endpoint.IsStream && model.Answer is not null;

    private static string Name(EndpointModel model, string wire) => model.Request!.Properties.Single(property => property.Field.Path == wire).Name;

    private static void Documentation(CodeWriter code, ApiCatalogue catalogue, EndpointModel model)
    {
        var endpoint = model.Endpoint;
        code.Doc("summary", CodeWriter.Escape(Docs.Summary(endpoint)));
        var notes = new List<string> { $"<c>{endpoint.Method} {endpoint.Path}</c>. {Docs.Retry(endpoint)}" };
        if (!endpoint.IsReviewed)
        {
            notes.Add("From the catalogue, unreviewed: names and types are the wire's.");
        }

        if (endpoint.Notes is { } note)
        {
            notes.Add(CodeWriter.Escape(note));
        }

        notes.AddRange(endpoint.Remarks.Select(CodeWriter.Escape));
        if (endpoint.Decision is { } decision)
        {
            notes.Add("Decided: " + CodeWriter.Escape(decision) + ".");
        }

        if (endpoint.IsReviewed && Docs.Codes(catalogue, endpoint).ToList() is { Count: > 0 } codes)
        {
            notes.Add("Codes: " + CodeWriter.Escape(string.Join(" ", codes.Select(entry => $"{entry.Code}: {entry.Meaning}"))));
        }

        code.Line("/// <remarks>");
        foreach (var note2 in notes)
        {
            code.Line($"/// <para>{note2}</para>");
        }

        code.Line("/// </remarks>");
        if (endpoint.IsSigned)
        {
            code.Doc("param name=\"session\"", "The user's session, whose session_key signs the call.");
        }

        if (model.Request is not null)
        {
            code.Doc("param name=\"request\"", IsOptional(model) ? "What is asked for; null for nothing special." : "What is sent.");
        }

        code.Doc("param name=\"cancellationToken\"", "Ends the call.");
    }
}
