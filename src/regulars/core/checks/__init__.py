"""What a program may not say although each word of it is well formed."""
