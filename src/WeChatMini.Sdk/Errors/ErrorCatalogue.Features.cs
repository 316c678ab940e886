using static WeChatMini.Sdk.Errors.WeChatErrorKind;

namespace WeChatMini.Sdk.Errors;

/// <content>Codes of arguments and of single features.</content>
internal static partial class ErrorCatalogue
{
    private const string CorrectArgument = "Correct the argument; WeChat's page of the API names its rules.";

    private static ErrorCodeInfo? Arguments(int code) => code switch
    {
        1 => new(InvalidRequest, "not found", CorrectArgument),
        40003 => new(InvalidRequest, "the openid is malformed or belongs to another app", CorrectArgument),
        40004 or 40005 or 40007 or 40009 or 41006 => new(InvalidRequest, "the media is missing, expired, too large or of a type that is not supported", CorrectArgument),
        40033 => new(InvalidRequest, "the request holds \\u escapes", "Send text unescaped as UTF-8."),
        40035 or 40097 or 40101 or 41009 or 44002 or 45002 or 47001 => new(InvalidRequest, "an argument is missing, wrong or too long", CorrectArgument),
        40037 or 47003 => new(InvalidRequest, "the template or one of its parameters is wrong", CorrectArgument),
        40066 or 40159 or 40165 or 40169 or 40212 or 40225 or 40129 or 41030 or 85096 => new(InvalidRequest, "the page, path, query, title or scene is not allowed", CorrectArgument),
        40201 or 40202 or 40203 => new(InvalidRequest, "the callback check's arguments are wrong", CorrectArgument),
        >= 40230 and <= 40240 => new(Misconfigured, "API signing or encryption is set up wrongly", "Compare keys and serial numbers with the console's API security page."),
        40256 => new(InvalidRequest, "the recipient has no bound employee relation", CorrectArgument),
        43002 => new(InvalidRequest, "the call must be a POST", "Report this: the library chooses the method."),
        43104 => new(InvalidRequest, "the openid does not belong to this app", CorrectArgument),
        45168 => new(InvalidRequest, "the message holds a sensitive word", "Change the text."),
        >= 47501 and <= 47504 => new(InvalidRequest, "the dynamic message's activity or state is wrong or has expired", CorrectArgument),
        76001 or 76002 or 76003 or 76004 or 76021 or 76022 => new(InvalidRequest, "the request id or path cannot be looked up", CorrectArgument),
        85401 or 85402 or 85403 => new(InvalidRequest, "the link's expiry, version or address is wrong", CorrectArgument),
        87008 => new(InvalidRequest, "the signature method is not known", "Use hmac_sha256."),
        89300 => new(InvalidRequest, "the trade is not valid", CorrectArgument),
        101000 or 101002 => new(InvalidRequest, "the image cannot be fetched or decoded, or is too large", CorrectArgument),
        >= 268485194 and <= 268485228 => new(InvalidRequest, "a shipping field is wrong", CorrectArgument),
        >= 10060001 and <= 10060009 or 10060014 or 10060020 or (>= 10060024 and <= 10060026) or 10060031 => new(InvalidRequest, "the shipping information is not acceptable", CorrectArgument),
        -501007 or -504002 or -601027 => new(InvalidRequest, "the cloud environment, function or argument does not exist", CorrectArgument),
        _ => null,
    };

    private static ErrorCodeInfo? Features(int code) => code switch
    {
        43101 => new(UserActionRequired, "the user has not subscribed to this message", "Ask for the subscription again in the mini-program."),
        45015 or 45080 => new(UserActionRequired, "the time to answer this user is over", "Wait until the user writes again."),
        45071 or 45072 => new(InvalidRequest, "the customer-service command or sub-merchant is wrong", CorrectArgument),
        45077 => new(Misconfigured, "the limit of sub-merchants is reached", "Remove one in the console."),
        61010 => new(UserActionRequired, "the user has not visited in the last two hours", "Check content while the user is active."),
        >= 65400 and <= 65414 => new(Misconfigured, "customer service is not set up for this", "Set it up in the console."),
        70000 => new(UserActionRequired, "not delivered, for the protection of minors", "Do not retry."),
        85079 or 93009 => new(Misconfigured, "the mini-program has no published version", "Publish it, or ask for the trial version."),
        85088 => new(Misconfigured, "cloud development is not enabled", "Enable it in the console."),
        85405 or 85406 or 85407 or 85408 => new(Misconfigured, "plain schemes are not enabled, used up or banned", "See the console."),
        85431 or 85434 or (>= 85436 and <= 85438) or 85461 or 85462 => new(InvalidRequest, "the service notification cannot be set", CorrectArgument),
        87014 => new(UserActionRequired, "the content is risky", "Do not publish it."),
        89002 => new(Misconfigured, "the mini-program is not bound to an Open Platform account", "Bind it to receive a unionid."),
        101001 => new(UserActionRequired, "nothing was recognised in the image", "Ask for another picture."),
        200011 or 200014 or 200016 or 200017 or 200020 or 200100 => new(Misconfigured, "the template library refused the call", "See WeChat's page of the template library."),
        934011 => new(Misconfigured, "this call must be signed", "Set up API signing."),
        10060012 or 10060019 => new(Busy, "WeChat's shipping service is busy", "Try again later."),
        -501000 or -501002 => new(Busy, "the cloud environment did not answer", "Try again later."),
        -601006 => new(UserActionRequired, "the cloudID has expired", "Ask the mini-program for a new one."),
        _ => null,
    };
}
