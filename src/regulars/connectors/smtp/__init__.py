"""Mail by SMTP: one message at a time, for codes that somebody waits for."""
