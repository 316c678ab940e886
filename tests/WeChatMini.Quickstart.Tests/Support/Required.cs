namespace WeChatMini.Quickstart.Tests.Support;

/// <summary>Programs that these tests need: without one they are skipped, or fail when WECHATMINI_ENGINES is <c>required</c>.</summary>
internal static class Required
{
    /// <summary>The path of a program.</summary>
    public static string Program(string name)
    {
        if (!Programs.Exists(name))
        {
            var missing = $"There is no {name} in PATH (eng/install-tools installs what the tests need).";
            if (Environment.GetEnvironmentVariable("WECHATMINI_ENGINES") == "required")
            {
                Assert.Fail(missing);
            }

            Assert.Skip(missing);
        }

        return Programs.PathOf(name);
    }
}
