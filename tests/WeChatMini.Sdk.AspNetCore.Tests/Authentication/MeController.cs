using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.AspNetCore.Tests.Authentication;

#pragma warning disable CA1822 // An action is an instance method.
[ApiController]
[Route("controller")]
public sealed class MeController : ControllerBase
{
    [HttpGet("authorized")]
    [Authorize]
    public string Authorized([FromServices] MiniSession me) => me.OpenId;

    [HttpGet("inferred")]
    [Authorize]
    public string Inferred(MiniSession me) => me.OpenId;

    [HttpGet("named")]
    [Authorize(AuthenticationSchemes = WeChatMiniDefaults.AuthenticationScheme)]
    public string Named([FromServices] MiniSession me) => me.OpenId;

    [HttpGet("gold")]
    [Authorize(Roles = "gold")]
    public string Gold([FromServices] MiniSession me) => me.OpenId;

    [HttpGet("open")]
    public string Open([FromServices] MiniSession me) => me.OpenId;
}
