namespace WeChatMini.Sdk.Testing.Tests.Support;

internal static class Named
{
    /// <summary>The fault that takes no parameters and has this name: theories can only pass names.</summary>
    public static FakeFault Fault(string name) => (FakeFault)typeof(FakeFault).GetProperty(name)!.GetValue(null)!;
}
