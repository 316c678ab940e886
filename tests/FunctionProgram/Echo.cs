namespace FunctionProgram;

/// <summary>A request as it arrived, one line for each part.</summary>
internal sealed record Echo(string Method, string Path, string Query, string Header, string Cookie, string? RemoteAddress, string? Scheme, string Body, long? Length)
{
    public override string ToString() => string.Join('\n', Method, Path, Query, Header, Cookie, RemoteAddress, Scheme, Body, Length);
}
