namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>One endpoint of WeChat: where it is, and what it answers.</summary>
internal interface IFakeApi
{
    string Path { get; }

    FakeReply Answer(FakeRequest request);
}
