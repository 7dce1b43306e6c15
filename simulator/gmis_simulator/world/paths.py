"""Paths below a world's prefix that more than one part must know [platform]."""

INTERSTITIAL = "/_nc_external/identity/ui/login/ForgotPasswordInterstitial"
CHANGE_PASSWORD = "/_ui/system/security/ChangePassword"  # noqa: S105 (a path)
SAFE_LINKS = "/safelinks/"
