"""Med-Login, the portal: login, reset, launcher. Its paths follow the platform's."""
