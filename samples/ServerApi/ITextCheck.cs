using Refit;

namespace ServerApi;

/// <summary>The call as a Refit interface: the method is all there is to write.</summary>
internal interface ITextCheck
{
    [Post("/wxa/msg_sec_check")]
    Task<TextVerdict> CheckAsync([Body(BodySerializationMethod.Serialized, buffered: true)] TextToCheck text);
}
