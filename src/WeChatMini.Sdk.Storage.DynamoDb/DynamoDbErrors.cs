using Amazon.Runtime;

namespace WeChatMini.Sdk.Storage.DynamoDb;

/// <summary>Says what to do about failures of DynamoDB, and which of them are worth another try.</summary>
internal static class DynamoDbErrors
{
    /// <summary>Nothing was done, or what was done will recognise itself: see <see cref="Documents.SessionDocument.Stamp"/>.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        AmazonServiceException service => IsThrottling(service) || (int)service.StatusCode >= 500 || (service.InnerException is { } inner && IsTransient(inner)),
        HttpRequestException or IOException => true,
        _ => false,
    };

    /// <summary>Returns the exception to throw instead, or null when the SDK's own is clear enough.</summary>
    public static InvalidOperationException? Explain(Exception exception, string table, IClientConfig? config) => exception switch
    {
        AmazonServiceException service when IsCredentials(service) =>
            // Its text may repeat the headers that were signed, a session token among them: only the code is told.
            new($"DynamoDB does not accept the credentials of this process ({service.ErrorCode}). Look for keys that have expired or belong to another partition of AWS, and at the machine's clock."),
        AmazonServiceException { ErrorCode: "ResourceNotFoundException" } =>
            new($"There is no DynamoDB table '{table}' {Place(config)}. Create it with a string partition key '{DynamoDbItem.Key}' and no sort key, or correct its name or the region (AWS_REGION).", exception),
        AmazonServiceException { ErrorCode: "AccessDeniedException" } =>
            new($"This process may not use the DynamoDB table '{table}' {Place(config)}. Its role needs dynamodb:GetItem, dynamodb:PutItem and dynamodb:DeleteItem on it, and dynamodb:Scan for PurgeAsync.", exception),
        AmazonServiceException service when IsThrottling(service) =>
            new($"DynamoDB throttles the table '{table}' ({service.ErrorCode}). Raise its capacity, or let it be paid by request.", exception),
        AmazonServiceException { ErrorCode: "ValidationException" } =>
            new($"The DynamoDB table '{table}' does not fit: it must have a string partition key '{DynamoDbItem.Key}' and no sort key. The inner exception has DynamoDB's words.", exception),
        AmazonClientException =>
            new($"The client for DynamoDB cannot be used here: {exception.Message} A function host gives both region and credentials; elsewhere set AWS_REGION and a profile or keys.", exception),
        _ => null,
    };

    private static bool IsCredentials(AmazonServiceException exception) => exception.ErrorCode is
        "UnrecognizedClientException" or "InvalidSignatureException" or "SignatureDoesNotMatch" or "IncompleteSignatureException" or "IncompleteSignature" or
        "MissingAuthenticationTokenException" or "MissingAuthenticationToken" or "ExpiredTokenException" or "ExpiredToken" or "InvalidClientTokenId" or "InvalidAccessKeyId";

    private static bool IsThrottling(AmazonServiceException exception) => exception.ErrorCode is
        "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded";

    private static string Place(IClientConfig? config) =>
        config?.RegionEndpoint is { } region ? "in the region " + region.SystemName : config?.ServiceURL is { Length: > 0 } address ? "at " + address : "in the client's region";
}
