namespace Quickstart;

/// <summary>What the mini-program sends after a tap on the phone-number button.</summary>
internal sealed record PhoneCode(string Code);
