"""What happens: one file for each sentence, the only place where domains meet."""
