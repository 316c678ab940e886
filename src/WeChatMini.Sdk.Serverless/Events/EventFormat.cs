using System.Text.Json;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>One way in which a gateway packs a request into an event and wants the answer back.</summary>
internal abstract class EventFormat
{
    private static readonly EventFormat[] OfLambda = [new HttpApiFormat(), new RestApiFormat()];
    private static readonly EventFormat[] OfScf = [new ScfFormat(carriesBytes: true), new ScfFormat(carriesBytes: false)];

    /// <summary>Whether an answer that is no text can be sent, in base64.</summary>
    public virtual bool CarriesBytes => true;

    /// <summary>The format of an event, or null when it is no HTTP request.</summary>
    public static EventFormat? Of(JsonElement root, FunctionHostKind host)
    {
        foreach (var format in host == FunctionHostKind.TencentScf ? OfScf : OfLambda)
        {
            if (format.Fits(root))
            {
                return format;
            }
        }

        return null;
    }

    /// <exception cref="FormatException">The event only looks like one of this format.</exception>
    public abstract HttpEvent Read(JsonElement root);

    /// <summary>Writes the members that this format has for headers.</summary>
    public abstract void WriteHeaders(Utf8JsonWriter writer, EventAnswer answer);

    protected abstract bool Fits(JsonElement root);
}
