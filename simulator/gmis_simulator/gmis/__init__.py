"""G-MIS 医療機関等情報支援システム, as far as the regular report's first screen."""
