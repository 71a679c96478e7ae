"""Stories of programs: told in text, lived through core and through the API by the same grammar."""
