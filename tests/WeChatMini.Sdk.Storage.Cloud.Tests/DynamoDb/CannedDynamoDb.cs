using System.Net;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>A DynamoDB that refuses as the real one does and dynalite does not.</summary>
internal static class CannedDynamoDb
{
    public const string NoItem = "{}";

    public static (HttpStatusCode Status, string Body) Error(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        (status, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"{{message}}"}""");

    public static Stores Open(CannedAnswers answers) => new(builder => builder.UseDynamoDbSessions("wechat-sessions", config =>
    {
        DynamoDbFixture.At(config, "http://dynamodb.example");
        config.HttpClientFactory = new Factory(answers);
    }));

    private sealed class Factory(CannedAnswers answers) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(answers, disposeHandler: false);
    }
}
