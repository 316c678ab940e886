namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>Checks what was sent as a multipart form.</summary>
internal static class FormCheck
{
    /// <summary>The errcode and the reason; null when all is well.</summary>
    public static (int Code, string Reason)? Check(WireEndpoint endpoint, Func<string, string> query, ReadOnlyMemory<byte> body)
    {
        if (FormPart.Read(body.Span) is not { } parts)
        {
            // A picture may be named by its address instead.
            return body.Length == 0 && endpoint.Request.Any(field => field.Place == '?' && query(field.Path).Length > 0 && !field.IsRequired) ? null : (41005, "media data missing");
        }

        return endpoint.Request.Where(field => field.Place == '%').Select(field => Check(field, parts.GetValueOrDefault(field.Path))).FirstOrDefault(wrong => wrong is not null);
    }

    private static (int Code, string Reason)? Check(WireField field, FormPart? part) => part switch
    {
        null => field.IsRequired ? (41005, $"media data missing: {field.Path}") : null,
        _ when field.Type == "F" => part is { HasFileName: true, HasContentType: true } ? null : (41005, $"media data missing: {field.Path} has no filename or no content type"),
        { HasFileName: true } => (40097, $"invalid args: {field.Path} is a file"),
        _ => field.FitsText(part.Text) ? null : (40097, $"invalid args: {field.Path} is no number"),
    };
}
