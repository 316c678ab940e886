using ApiGenerator.Catalogue;
using ApiGenerator.Models;

namespace ApiGenerator.Output;

/// <summary>Writes the part of a call that puts its message together.</summary>
internal static class RequestWriter
{
    public static void Write(CodeWriter code, EndpointModel model)
    {
        var endpoint = model.Endpoint;
        var retry = endpoint.Retry switch
        {
            "read" => ", ServerApiRetry.Reads",
            "keyed" => ", ServerApiRetry.Keyed",
            _ => "",
        };
        var settings = new List<string>();
        if (!endpoint.NeedsToken)
        {
            settings.Add("NeedsToken = false");
        }

        if (endpoint.Signatures.Count > 0)
        {
            settings.Add("Signatures = " + string.Join(" | ", endpoint.Signatures.Select(name => "RequestSignatures." + name switch
            {
                "pay_sig" => "PaySig",
                "signature" => "Session",
                "sig_method" => "SigMethod",
                "delivery_sign" => "DeliverySign",
                "sig" or "mp_sig" => "MidasSig",
                _ => throw new CatalogueException($"{endpoint.Path}: there is no signature {name}."),
            }).Distinct()));
        }

        if (endpoint.Done.Count > 0)
        {
            settings.Add($"DoneCodes = [{string.Join(", ", endpoint.Done)}]");
        }

        var more = settings.Count > 0 ? $" {{ {string.Join(", ", settings)} }}" : "";
        code.Line($"var api = new ServerApi(HttpMethod.{(endpoint.Method == "GET" ? "Get" : "Post")}, \"{endpoint.Path}\"{retry}){more};");
        var lines = endpoint.Request.Select(field => Step(model, field)).Append(Body(model)).OfType<string>().Select(step => "    " + step)
            .Prepend($"var message = new ServerApiRequest{(endpoint.IsSigned ? " { Session = session }" : "()")}").ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            code.Line(lines[i] + (i == lines.Count - 1 ? ";" : ""));
        }
    }

    private static string? Step(EndpointModel model, Field field)
    {
        if (model.Endpoint.IsFilledIn(field))
        {
            return (field.In, field.As) switch
            {
                ("query", "appId") => $".AddQuery(\"{field.Path}\", _client.AppId)",
                ("query", "appSecret") => $".AddAppSecret(\"{field.Path}\")",
                ("query", _) when field.Path == "openid" => ".AddQuery(\"openid\", session.OpenId)",
                _ => null,
            };
        }

        if (field.In is "body" or "raw" || field.Parent.Length > 0)
        {
            return null;
        }

        var property = model.Request!.Properties.Single(property => property.Field == field);
        if (property.Kind == PropertyKind.File)
        {
            return $".AddFile(\"{field.Path}\", request.{property.Name})";
        }

        var value = property.Kind switch
        {
            PropertyKind.Text => $"request.{property.Name}",
            PropertyKind.TextEnum => $"{property.Type}Wire.Of(request.{property.Name})",
            PropertyKind.NumberEnum => $"WireText.Of((long?)request.{property.Name})",
            PropertyKind.Flag => $"WireText.OfFlag(request.{property.Name})",
            _ => $"WireText.Of(request.{property.Name})",
        };
        return field.In == "form" ? $".AddField(\"{field.Path}\", {value})" : $".AddQuery(\"{field.Path}\", {value})";
    }

    private static string? Body(EndpointModel model)
    {
        if (model.Endpoint.Method == "GET")
        {
            return null;
        }

        if (model.Request is { } request)
        {
            if (request.Properties.SingleOrDefault(property => property.Field.In == "raw") is { } raw)
            {
                return $".WithText(request.{raw.Name})";
            }

            if (request.Properties.Any(property => property.Field.In == "body"))
            {
                return $".WithJson(request, RequestJson<{request.Name}>.Info)";
            }
        }

        // WeChat answers 44002 to a POST without a body, unless everything is somewhere else.
        return model.Endpoint.Request.Count == 0 ? ".WithText(\"{}\")" : null;
    }
}
