"""Lists of people: who lives in which household, how they are related, and what is written about each."""
