using Xunit;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>What a gate measured: in the output of the test and, where WECHATMINI_FIGURES names a file, at the end of it.</summary>
internal static class Figures
{
    public static void Report(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable("WECHATMINI_FIGURES") is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + "\n");
        }
    }
}
