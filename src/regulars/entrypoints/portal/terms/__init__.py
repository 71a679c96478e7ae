"""What holds for everybody: the rules in sentences, privacy in plain words, the club as an app."""
