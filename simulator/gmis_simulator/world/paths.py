"""Paths below a world's prefix that more than one part must know [platform]."""

INTERSTITIAL = "/_nc_external/identity/ui/login/ForgotPasswordInterstitial"
CHANGE_PASSWORD = "/_ui/system/security/ChangePassword"  # noqa: S105 (a path)
SAFE_LINKS = "/safelinks/"


def reset_url(world_url: str, token: str) -> str:
    """The URL in a mail of the world whose pages begin at ``world_url``."""
    return f"{world_url}{INTERSTITIAL}?r={token}"
