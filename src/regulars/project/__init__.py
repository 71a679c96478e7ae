"""The only wiring: settings, addresses of pages, the web application and the command."""
