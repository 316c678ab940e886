namespace WeChatMini.Sdk.UserData;

/// <summary>Opens what a client sent; null whatever is wrong with it.</summary>
internal delegate T? DataOpener<in TInput, out T>(TInput input, CandidateKeys keys, DataRules rules)
    where T : class;
