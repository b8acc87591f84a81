"""The curriculum and the scheme, as data. Importable without the application."""
