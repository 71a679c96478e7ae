"""Tools that know no loyalty, and would make sense in any product."""
