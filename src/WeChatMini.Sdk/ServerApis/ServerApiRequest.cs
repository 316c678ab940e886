using System.Text;
using System.Text.Json.Serialization.Metadata;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>What is sent to a server API: query, body or form, and whose session_key signs it. Prints nothing.</summary>
public sealed class ServerApiRequest
{
    private List<(string Name, string Value)>? _query;
    private FormContent? _form;

    /// <summary>Gets the user whose session_key signs the request, where WeChat wants a <c>signature</c>; null, the default, where it does not.</summary>
    public MiniSession? Session { get; init; }

    internal IReadOnlyList<(string Name, string Value)> Parameters => _query ?? [];

    internal string? AppSecretName { get; private set; }

    internal byte[]? Body { get; private set; }

    internal FormContent? Form => _form;

    /// <summary>Adds a query parameter.</summary>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="value">Its value, which is encoded here; null leaves it out.</param>
    public ServerApiRequest AddQuery(string name, string? value)
    {
        if (value is not null)
        {
            (_query ??= []).Add((name, value));
        }

        return this;
    }

    /// <summary>Adds the app's own AppSecret as a query parameter, for the few APIs that take it instead of a token. It joins the message at the last hop.</summary>
    /// <param name="name">Its name on the wire.</param>
    public ServerApiRequest AddAppSecret(string name)
    {
        AppSecretName = name;
        return this;
    }

    /// <summary>Takes a JSON body. Chinese and emoji go over the wire as they are, which some of WeChat's older APIs insist on.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">How it is written, from a source-generated context. Let it leave out nulls.</param>
    public ServerApiRequest WithJson<T>(T body, JsonTypeInfo<T> type)
    {
        Body = WireJson.Write(body, type);
        return this;
    }

    /// <summary>Takes a body that is JSON already.</summary>
    /// <param name="json">The text, sent exactly as it is.</param>
    public ServerApiRequest WithText(string json)
    {
        Body = Encoding.UTF8.GetBytes(json);
        return this;
    }

    /// <summary>Adds a text field of a form.</summary>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="value">Its value; null leaves it out.</param>
    public ServerApiRequest AddField(string name, string? value)
    {
        if (value is not null)
        {
            (_form ??= new FormContent()).Add(name, value);
        }

        return this;
    }

    /// <summary>Adds a file of a form.</summary>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="file">The file; null leaves it out.</param>
    public ServerApiRequest AddFile(string name, ServerApiUpload? file)
    {
        if (file is not null)
        {
            (_form ??= new FormContent()).Add(name, file);
        }

        return this;
    }

    /// <summary>Hides the request.</summary>
    public override string ToString() => nameof(ServerApiRequest);
}
