namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>What becomes of an event: an answer, or a failure.</summary>
internal readonly record struct Outcome(ReadOnlyMemory<byte> Answer, FunctionFailure? Failure = null)
{
    public Outcome(FunctionFailure failure)
        : this(default, failure)
    {
    }

    public Outcome(byte[] answer)
        : this(answer.AsMemory())
    {
    }
}
