namespace WeChatMini.Sdk.SecureApi;

/// <summary>
/// The APIs whose pages say that they support signing and encryption, as far as it is known how: POST with a JSON body and a JSON answer. Four pages
/// with GET and the three with an image as answer say it too, and nothing says what is then encrypted; they are left alone. What other
/// collections list besides is for <see cref="WeChatSecureApiOptions.AdditionalPaths"/>.
/// </summary>
internal static class SecurePaths
{
    /// <summary>Whether a call is protected under these options.</summary>
    public static bool Contains(string path, WeChatSecureApiOptions options) =>
        (AreDocumented(path) || options.AdditionalPaths.Contains(path)) && !options.ExcludedPaths.Contains(path);

    /// <summary>From the pages themselves. A switch, so that a cold start builds no table.</summary>
    private static bool AreDocumented(string path) => path switch
    {
        "/cgi-bin/clear_quota" or "/cgi-bin/openapi/quota/get" or "/cgi-bin/openapi/rid/get" or "/cgi-bin/message/custom/send" => true,
        "/datacube/getweanalysisappiddailysummarytrend" or "/datacube/getweanalysisappiduserportrait" => true,
        "/datacube/getweanalysisappidvisitdistribution" or "/datacube/getweanalysisappidvisitpage" => true,
        "/datacube/getweanalysisappiddailyretaininfo" or "/datacube/getweanalysisappidmonthlyretaininfo" or "/datacube/getweanalysisappidweeklyretaininfo" => true,
        "/datacube/getweanalysisappiddailyvisittrend" or "/datacube/getweanalysisappidmonthlyvisittrend" or "/datacube/getweanalysisappidweeklyvisittrend" => true,
        "/wxa/business/performance/boot" or "/wxa/getwxadevinfo" or "/wxaapi/log/get_performance" or "/wxaapi/log/jserr_detail" or "/wxaapi/log/jserr_list" => true,
        "/wxa/devplugin" or "/wxa/plugin" or "/wxa/getpluginopenpid" or "/wxa/servicemarket" => true,
        "/wxa/media_check_async" or "/wxa/msg_sec_check" or "/wxa/getuserriskrank" => true,
        "/wxa/business/getuserencryptkey" or "/wxa/business/getuserphonenumber" or "/wxa/business/checkencryptedmsg" => true,
        _ => false,
    };
}
