"""What a program may not say although each word of it is well formed; `checking.py` puts it together."""
